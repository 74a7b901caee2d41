package dev.tare.controller.lab;

import dev.tare.controller.trial.Side;

/**
 * Addresses within a lab that Tare made. All labs have the same: they never meet, since none of them exists outside of
 * its lab's namespaces.
 */
public final class LabAddresses {

    /** The controller's end of the management network, in the lab's own namespace. */
    public static final String CONTROLLER = "10.77.0.254";

    public static final String MANAGEMENT_DEVICE = "eth0";
    public static final String DATA_DEVICE = "eth1";
    public static final int AGENT_PORT = 7411;
    public static final int DATA_PORT = 7412;

    private static final String PREFIX_LENGTH = "/24";

    /** Unique local (RFC 4193); nothing outside of a lab ever sees it. */
    private static final String PREFIX_6 = "fd00:7461:7265:78::";

    private LabAddresses() {}

    public static String management(Side side) {
        return "10.77.0." + number(side);
    }

    public static String data(Side side) {
        return "10.78.0." + number(side);
    }

    /** For a runtime that gets an address of its own. */
    public static String runtime(Side side) {
        return "10.78.0.10" + number(side);
    }

    /** In CIDR form. */
    public static String data6(Side side) {
        return PREFIX_6 + number(side) + "/64";
    }

    /** For a runtime that gets an address of its own, in CIDR form. */
    public static String runtime6(Side side) {
        return PREFIX_6 + "10" + number(side) + "/64";
    }

    public static String cidr(String address) {
        return address + PREFIX_LENGTH;
    }

    private static int number(Side side) {
        return side == Side.CLIENT ? 1 : 2;
    }
}
