package dev.tare.agent.runtime.daemon;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Image;
import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Images of bundles that this agent had before: of one that was replaced under it, or of a ledger that is lost. */
final class OlderImages {

    private static final Logger LOG = LoggerFactory.getLogger(OlderImages.class);

    private OlderImages() {}

    /**
     * Removes those that begin so and are none of the current ones. One that cannot be removed, for a container may still be made of it,
     * stays until the next import, and costs nobody anything but space.
     *
     * @param beginning of the names of this agent's images, and of nobody else's
     */
    static void remove(Path socket, DockerClient client, String beginning, Set<String> current, Ledger ledger) {
        try {
            for (String image : named(client, beginning)) {
                if (!current.contains(image)) {
                    remove(socket, client, image, ledger);
                }
            }
        } catch (RuntimeException e) {
            // docker-java's own, of which there are many
            LOG.warn("images of older bundles are not looked for", e);
        }
    }

    private static List<String> named(DockerClient client, String beginning) {
        return client.listImagesCmd().exec().stream()
                .flatMap(OlderImages::names)
                // Podman tells a registry, too
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .filter(name -> name.startsWith(beginning))
                .distinct()
                .toList();
    }

    private static Stream<String> names(Image image) {
        String[] names = image.getRepoTags();
        return names == null ? Stream.of() : Arrays.stream(names);
    }

    private static void remove(Path socket, DockerClient client, String image, Ledger ledger) {
        try {
            // not by force, with which Podman takes the containers of it along
            client.removeImageCmd(image).exec();
        } catch (NotFoundException gone) {
            LOG.debug("{} has gone meanwhile", image, gone);
        } catch (RuntimeException refused) {
            LOG.info("{} of an older bundle stays", image, refused);
            return;
        }
        for (Entry entry : ledger.open()) {
            if (entry.kind().equals(DaemonReaper.IMAGE)
                    && entry.name().equals(image)
                    // the machine's daemon and one that the agent started may have images of one name
                    && DaemonSocket.isOf(entry, socket)) {
                ledger.strike(entry);
            }
        }
    }
}
