package dev.tare.agent.process;

import dev.tare.common.text.Printable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What the objects of one trial are called on this host.
 *
 * <p>Two agents of one machine run the two sides of one trial, so the trial's name alone is not enough: {@code tag} is a hash
 * over the agent and the trial. It is short, because a link's name has at most 15 characters.
 */
public record TrialNames(String tag) {

    private static final Pattern TRIAL_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,64}");
    private static final Pattern TAG = Pattern.compile("[0-9a-f]{8}");
    private static final int TAG_BYTES = 4;

    public TrialNames {
        if (!TAG.matcher(tag).matches()) {
            throw new IllegalArgumentException("not a tag: " + Printable.of(tag));
        }
    }

    /** Refuses any trial name that is not of the wire's grammar {@code [a-z0-9][a-z0-9-]{0,62}}, or made of one by {@link SideIds}. */
    public static TrialNames of(String agent, Path state, String trialId) {
        if (!TRIAL_ID.matcher(trialId).matches()) {
            throw new IllegalArgumentException("not a trial id: " + Printable.of(trialId));
        }
        String text = agent + '\n' + state.toAbsolutePath().normalize() + '\n' + trialId;
        return new TrialNames(HexFormat.of().formatHex(sha256(text), 0, TAG_BYTES));
    }

    /** At most 15 characters; {@code role} is one letter that tells the trial's links apart. */
    public String link(char role) {
        return "tare" + tag + role;
    }

    public String netns() {
        return "tare-" + tag;
    }

    /** Of an OCI container, and of the directory that holds what belongs to it. */
    public String container() {
        return "tare-" + tag;
    }

    /** Relative to the root of a cgroup hierarchy. */
    public String cgroup() {
        return CgroupTree.PARENT + "/" + tag;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
