package dev.tare.controller.lab;

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

    /** Of the host of that number. */
    public static String management(int number) {
        return "10.77.0." + number;
    }

    public static String data(int number) {
        return "10.78.0." + number;
    }

    /** For a runtime that gets an address of its own. */
    public static String runtime(int number) {
        return "10.78.0." + (Cidr.RUNTIME_DISTANCE + number);
    }

    /** In CIDR form. */
    public static String data6(int number) {
        return PREFIX_6 + number + "/64";
    }

    /** For a runtime that gets an address of its own, in CIDR form. */
    public static String runtime6(int number) {
        return PREFIX_6 + (Cidr.RUNTIME_DISTANCE + number) + "/64";
    }

    public static String cidr(String address) {
        return address + PREFIX_LENGTH;
    }
}
