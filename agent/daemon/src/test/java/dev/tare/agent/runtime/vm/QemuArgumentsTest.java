package dev.tare.agent.runtime.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.agent.network.Attachment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QemuArgumentsTest {

    private static final Optional<Attachment.Tap> TAP =
            Optional.of(new Attachment.Tap("10.0.0.2/24", List.of(), "tap0", "0e:74:0a:00:00:02", 1500));

    @TempDir
    private Path directory;

    private static List<String> list(
            Machine machine, Accelerator accelerator, Vhost vhost, Optional<Attachment.Tap> tap) {
        return new QemuArguments(
                        machine,
                        accelerator,
                        new GuestSize(2, 648),
                        Path.of("/boot/vmlinuz"),
                        Path.of("/run/initramfs"),
                        Path.of("/run/a,b"),
                        vhost,
                        tap)
                .list();
    }

    @Test
    void aPcUnderEmulation() {
        assertThat(list(Machine.Q35, Accelerator.EMULATION, new Vhost("there is none"), TAP))
                .containsExactly(
                        "-nodefaults",
                        "-no-user-config",
                        "-display",
                        "none",
                        "-no-reboot",
                        "-machine",
                        "q35",
                        "-accel",
                        "tcg",
                        "-cpu",
                        "qemu64",
                        "-m",
                        "648M",
                        "-smp",
                        "2",
                        "-kernel",
                        "/boot/vmlinuz",
                        "-initrd",
                        "/run/initramfs",
                        "-append",
                        "quiet panic=-1 reboot=t cryptomgr.notests",
                        "-chardev",
                        "stdio,id=in,signal=off",
                        "-chardev",
                        "file,id=out,path=/dev/stdout",
                        "-chardev",
                        "file,id=err,path=/dev/stderr",
                        "-chardev",
                        "socket,id=control,path=/run/a,,b",
                        "-device",
                        "virtio-serial-pci",
                        "-device",
                        "virtserialport,nr=1,chardev=in",
                        "-device",
                        "virtserialport,nr=2,chardev=out",
                        "-device",
                        "virtserialport,nr=3,chardev=err",
                        "-device",
                        "virtserialport,nr=4,chardev=control",
                        "-netdev",
                        "tap,id=net,ifname=tap0,script=no,downscript=no,vhost=off",
                        "-device",
                        "virtio-net-pci,netdev=net,mac=0e:74:0a:00:00:02,romfile=");
    }

    @Test
    void theSmallMachineOnHardwareFindsItsDevicesWithoutPci() {
        assertThat(list(Machine.MICROVM, Accelerator.HARDWARE, new Vhost(""), TAP))
                .containsSequence("-machine", "microvm,acpi=on,isa-serial=off", "-accel", "kvm", "-cpu", "host")
                .containsSequence("-device", "virtio-serial-device")
                .containsSequence(
                        "-netdev",
                        "tap,id=net,ifname=tap0,script=no,downscript=no,vhost=on",
                        "-device",
                        "virtio-net-device,netdev=net,mac=0e:74:0a:00:00:02")
                .noneMatch(word -> word.contains("pci"));
    }

    @Test
    void aGuestWithoutANetworkHasNoCard() {
        assertThat(list(Machine.Q35, Accelerator.EMULATION, new Vhost(""), Optional.empty()))
                .doesNotContain("-netdev")
                .noneMatch(word -> word.contains("virtio-net") || word.contains("vhost"));
    }

    /** Through the kernel is another path than through QEMU. */
    @Test
    void theVersionTellsWhoCarriesItsFrames() throws Exception {
        Path device = directory.resolve("vhost-net");
        assertThat(Vhost.at(device).argument()).isEqualTo("vhost=off");
        assertThat(Vhost.at(device).withComma()).isEqualTo(", no vhost (there is no " + device + ")");
        // a file that cannot be opened, as that of a kernel module which is missing
        Files.createDirectory(device);
        assertThat(Vhost.at(device).argument()).isEqualTo("vhost=off");
        assertThat(Vhost.at(device).withComma()).startsWith(", no vhost (" + device + ": ");
        Files.delete(device);
        Files.createFile(device);
        assertThat(Vhost.at(device).argument()).isEqualTo("vhost=on");
        assertThat(Vhost.at(device).withComma()).isEqualTo(", vhost");
    }
}
