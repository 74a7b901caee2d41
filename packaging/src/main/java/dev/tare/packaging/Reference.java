package dev.tare.packaging;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a package has for whoever types: manual pages and completions of a command and all below it.
 *
 * @param section of the manual
 * @param version of the program
 */
record Reference(CommandLine line, int section, String version) {

    /** A page for each command. */
    FileTree manuals() {
        FileTree files = new FileTree();
        manuals(line, files);
        return files;
    }

    /** For bash and zsh. */
    FileTree completions() {
        String name = line.getCommandName();
        return new FileTree()
                .text("usr/share/bash-completion/completions/" + name, AutoComplete.bash(name, line))
                .text("usr/share/zsh/vendor-completions/_" + name, zsh(name));
    }

    private void manuals(CommandLine of, FileTree files) {
        CommandSpec command = of.getCommandSpec();
        ManPage page = new ManPage(command, section, line.getCommandName() + " " + version);
        files.text("usr/share/man/man%1$d/%2$s.%1$d".formatted(section, page.name()), page.text());
        of.getSubcommands().values().forEach(below -> manuals(below, files));
    }

    /** zsh runs bash's completions; it has to be told once where they are. */
    private static String zsh(String name) {
        return """
                #compdef %1$s
                autoload -Uz bashcompinit && bashcompinit
                source /usr/share/bash-completion/completions/%1$s
                """.formatted(name);
    }
}
