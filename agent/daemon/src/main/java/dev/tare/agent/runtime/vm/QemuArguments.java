package dev.tare.agent.runtime.vm;

import dev.tare.agent.network.Attachment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The arguments of QEMU. Its own stdin, stdout and stderr are ports 1, 2 and 3 of the guest's virtio-serial device; port 4 is
 * the control socket.
 *
 * @param tap empty for a guest without a network
 */
record QemuArguments(
        Machine machine,
        Accelerator accelerator,
        GuestSize size,
        Path kernel,
        Path initramfs,
        Path control,
        Vhost vhost,
        Optional<Attachment.Tap> tap) {

    List<String> list() {
        List<String> words =
                new ArrayList<>(List.of("-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"));
        words.addAll(machine.arguments());
        words.addAll(accelerator.arguments());
        words.addAll(List.of("-m", size.memoryMebibytes() + "M", "-smp", Integer.toString(size.cpus())));
        words.addAll(List.of("-kernel", kernel.toString(), "-initrd", initramfs.toString()));
        // a guest that panics resets at once, and with -no-reboot that ends QEMU
        words.addAll(List.of("-append", "quiet panic=-1 reboot=t cryptomgr.notests"));
        words.addAll(List.of("-chardev", "stdio,id=in,signal=off"));
        words.addAll(List.of("-chardev", "file,id=out,path=/dev/stdout"));
        words.addAll(List.of("-chardev", "file,id=err,path=/dev/stderr"));
        words.addAll(List.of("-chardev", "socket,id=control,path=" + doubled(control.toString())));
        words.addAll(List.of("-device", machine.serial()));
        int port = 0;
        for (String stream : List.of("in", "out", "err", "control")) {
            words.addAll(List.of("-device", "virtserialport,nr=" + ++port + ",chardev=" + stream));
        }
        tap.ifPresent(device -> words.addAll(network(device)));
        return words;
    }

    private List<String> network(Attachment.Tap device) {
        return List.of(
                "-netdev",
                "tap,id=net,ifname=" + device.device() + ",script=no,downscript=no," + vhost.argument(),
                "-device",
                machine.network("netdev=net,mac=" + device.linkAddress()));
    }

    /** In QEMU's lists a comma inside a value is written twice. */
    private static String doubled(String value) {
        return value.replace(",", ",,");
    }
}
