package dev.tare.packaging;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * A manual page, as man(7) has it, of what a command says of itself in its help.
 *
 * @param section 1 for everybody, 8 for administrators
 * @param source name and version of the program
 */
record ManPage(CommandSpec command, int section, String source) {

    /** {@code tare-run} of {@code tare run}. */
    String name() {
        return command.qualifiedName("-").replace(' ', '-');
    }

    String text() {
        UsageMessageSpec usage = command.usageMessage();
        StringBuilder page = new StringBuilder();
        page.append(".TH \"%s\" \"%d\" \"\" \"%s\" \"\"\n"
                .formatted(quoted(name().toUpperCase(Locale.ROOT)), section, quoted(source)));
        page.append(".SH NAME\n%s \\- %s\n".formatted(line(name()), line(summary(usage))));
        page.append(".SH SYNOPSIS\n.nf\n").append(text(synopsis())).append("\n.fi\n");
        if (usage.description().length > 0) {
            page.append(".SH DESCRIPTION\n");
            Arrays.stream(usage.description())
                    .forEach(paragraph -> page.append(line(resolved(paragraph))).append("\n.PP\n"));
        }
        commands(page);
        options(page);
        exitCodes(page, usage.exitCodeList());
        if (usage.footer().length > 0) {
            page.append(".SH EXAMPLES\n.nf\n")
                    .append(Arrays.stream(usage.footer())
                            .map(ManPage::resolved)
                            .map(ManPage::line)
                            .collect(Collectors.joining("\n")))
                    .append("\n.fi\n");
        }
        return page.toString();
    }

    private static String summary(UsageMessageSpec usage) {
        String[] words = usage.header().length > 0 ? usage.header() : usage.description();
        return words.length == 0 ? "" : resolved(words[0]).replaceFirst("[.]$", "");
    }

    private String synopsis() {
        return new CommandLine.Help(command, CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .synopsis(0)
                .strip();
    }

    private void commands(StringBuilder page) {
        Map<String, CommandLine> below = command.subcommands();
        if (!below.isEmpty()) {
            page.append(".SH COMMANDS\n");
            below.forEach((word, line) -> tagged(
                    page,
                    "\\fB" + line(line.getCommandSpec().qualifiedName("-")) + "\\fR(" + section + ")",
                    summary(line.getCommandSpec().usageMessage())));
        }
    }

    private void options(StringBuilder page) {
        List<PositionalParamSpec> parameters = command.positionalParameters();
        List<OptionSpec> options =
                command.options().stream().filter(option -> !option.hidden()).toList();
        if (!parameters.isEmpty() || !options.isEmpty()) {
            page.append(".SH OPTIONS\n");
        }
        parameters.forEach(parameter ->
                tagged(page, "\\fI" + line(parameter.paramLabel()) + "\\fR", joined(parameter.description())));
        options.forEach(option -> tagged(
                page,
                Arrays.stream(option.names())
                                .map(name -> "\\fB" + line(name) + "\\fR")
                                .collect(Collectors.joining(", "))
                        + label(option),
                joined(option.description())));
    }

    private static String label(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        return option.arity().min() == 0
                ? "[=\\fI" + line(option.paramLabel()) + "\\fR]"
                : "=\\fI" + line(option.paramLabel()) + "\\fR";
    }

    private static void exitCodes(StringBuilder page, Map<String, String> codes) {
        if (!codes.isEmpty()) {
            page.append(".SH \"EXIT STATUS\"\n");
            codes.forEach((code, meaning) -> tagged(page, code.strip(), meaning));
        }
    }

    private static void tagged(StringBuilder page, String tag, String words) {
        page.append(".TP\n").append(tag).append('\n').append(line(words)).append('\n');
    }

    private static String joined(String[] lines) {
        return Arrays.stream(lines).map(ManPage::resolved).collect(Collectors.joining(" "));
    }

    /** Without picocli's markup; variables of the description stand for themselves where nothing fills them. */
    private static String resolved(String text) {
        return Ansi.OFF.string(text).replace("%n", "").replace("%%", "%");
    }

    private static String text(String text) {
        return text.lines().map(ManPage::line).collect(Collectors.joining("\n"));
    }

    /** A backslash begins a request within a line, a dot or an apostrophe one at its beginning; a hyphen is to be copied. */
    private static String line(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }

    private static String quoted(String text) {
        return text.replace("\"", "");
    }
}
