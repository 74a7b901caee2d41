package dev.tare.agent.runtime;

/** Under emulation where the hardware's support is not there or hangs. */
final class KvmBridgeIT extends GuestConformance {

    @Override
    String name() {
        return "kvm";
    }
}
