package dev.tare.agent;

import com.google.inject.AbstractModule;
import dev.tare.agent.network.NetworkModule;
import dev.tare.agent.runtime.RuntimeModule;
import dev.tare.agent.runtime.apptainer.ApptainerModule;
import dev.tare.agent.runtime.containerd.ContainerdModule;
import dev.tare.agent.runtime.daemon.DaemonModule;
import dev.tare.agent.runtime.lxc.LxcModule;
import dev.tare.agent.runtime.lxd.LxdModule;
import dev.tare.agent.runtime.nspawn.NspawnModule;
import dev.tare.agent.runtime.oci.OciModule;
import dev.tare.agent.runtime.process.ProcessesModule;
import dev.tare.agent.runtime.vm.VmModule;

/** A driver for each runtime and each network of the catalogue. */
public final class DriversModule extends AbstractModule {

    @Override
    protected void configure() {
        install(new NetworkModule());
        install(new RuntimeModule());
        install(new ProcessesModule());
        install(new OciModule());
        install(new LxcModule());
        install(new NspawnModule());
        install(new ApptainerModule());
        install(new DaemonModule());
        install(new ContainerdModule());
        install(new LxdModule());
        install(new VmModule());
    }
}
