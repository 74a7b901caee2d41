package dev.tare.probe;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The least that runc wants to know of a container. */
final class OciSpec {

    private OciSpec() {}

    static String json(Path rootfs, List<String> arguments, String netns) {
        String words = arguments.stream().map(word -> '"' + word + '"').collect(Collectors.joining(", "));
        return """
                {
                  "ociVersion": "1.0.2",
                  "process": {
                    "terminal": false,
                    "user": {"uid": 0, "gid": 0},
                    "args": [%s],
                    "env": ["LANG=C.UTF-8"],
                    "cwd": "/",
                    "noNewPrivileges": true
                  },
                  "root": {"path": "%s", "readonly": true},
                  "mounts": [
                    {"destination": "/proc", "type": "proc", "source": "proc"},
                    {"destination": "/tmp", "type": "tmpfs", "source": "tmpfs"},
                    {"destination": "/dev", "type": "tmpfs", "source": "tmpfs"}
                  ],
                  "linux": {
                    "namespaces": [
                      {"type": "pid"}, {"type": "mount"}, {"type": "ipc"}, {"type": "uts"},
                      {"type": "network", "path": "%s"}
                    ]
                  }
                }
                """.formatted(words, rootfs, netns);
    }
}
