package dev.tare.agent.process;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import dev.tare.agent.ledger.Reaper;

/** Commands, programs, and the reapers of processes, cgroups and directories; needs {@link Workplace} bound. */
public final class ProcessModule extends AbstractModule {

    @Override
    protected void configure() {
        requireBinding(Workplace.class);
        bind(Commands.class).to(SystemCommands.class).in(Singleton.class);
        bind(Tools.class).in(Singleton.class);
        Multibinder<Reaper> reapers = Multibinder.newSetBinder(binder(), Reaper.class);
        reapers.addBinding().to(ProcessReaper.class).in(Singleton.class);
        reapers.addBinding().to(CgroupReaper.class).in(Singleton.class);
        reapers.addBinding().to(DirectoryReaper.class).in(Singleton.class);
    }
}
