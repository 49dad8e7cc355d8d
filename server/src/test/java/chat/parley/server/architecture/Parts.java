package chat.parley.server.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The modules by their root packages, each with the modules that it may know. */
final class Parts {
    static final String ROOT = "chat.parley";

    private static final List<String> SERVICE = List.of("protocol", "contracts");
    private static final List<String> STORING = List.of("protocol", "contracts", "database");

    /** Module to what it may know of the others, as the module map in ARCHITECTURE.md has it. */
    static final Map<String, List<String>> MAY_KNOW = Map.of(
            "protocol",
            List.of(),
            "contracts",
            List.of("protocol"),
            "database",
            List.of(),
            "auth",
            STORING,
            "room",
            STORING,
            "relay",
            SERVICE,
            "cli",
            List.of("protocol"),
            "testkit",
            SERVICE,
            "server",
            List.of("protocol", "contracts", "database", "auth", "room", "relay"));

    private Parts() {}

    /** The pattern for all of a module's packages. */
    static String all(String module) {
        return ROOT + "." + module + "..";
    }

    /** The module that a class belongs to; empty for classes that are not ours. */
    static Optional<String> of(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(ROOT + ".")) {
            return Optional.empty();
        }
        String rest = name.substring(ROOT.length() + 1);
        int dot = rest.indexOf('.');
        return Optional.of(dot < 0 ? rest : rest.substring(0, dot));
    }

    /** What is shipped: tests may break the rules. */
    static final class Shipped implements ImportOption {
        private static final Pattern TEST_CLASSES = Pattern.compile(".*/(target/test-classes|[^/]+-tests\\.jar!?)/.*");

        @Override
        public boolean includes(Location location) {
            return !location.matches(TEST_CLASSES);
        }
    }
}
