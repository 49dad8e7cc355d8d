package chat.parley.server.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What each module may know: of the other modules, and of the libraries. */
@AnalyzeClasses(packages = Parts.ROOT, importOptions = Parts.Shipped.class)
final class ModulesTest {
    private static final String[] SQL = {
        "java.sql..",
        "javax.sql..",
        "io.vertx.sqlclient..",
        "io.vertx.jdbcclient..",
        "io.vertx.ext.jdbc..",
        "org.sqlite..",
        "org.postgresql.."
    };
    private static final String[] CLUSTER_AND_CONFIGURATION = {
        "io.vertx.core.spi.cluster..",
        "io.vertx.spi.cluster..",
        "io.vertx.ext.cluster..",
        "io.vertx.config..",
        "org.infinispan..",
        "org.jgroups.."
    };
    private static final String[] YAML = {"com.fasterxml.jackson.dataformat.yaml..", "org.yaml.."};

    @ArchTest
    static final ArchRule modulesKnowOnlyTheModulesBelowThem =
            classes().should(knowOnlyTheModulesBelow()).because("each part can then be read, and replaced, by itself");

    @ArchTest
    static final ArchRule protocolKnowsOnlyTheJdk = classes()
            .that()
            .resideInAPackage(Parts.all("protocol"))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(Parts.all("protocol"), "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule clientStandsOnTheProtocolAndNotOnTheServersLibraries = noClasses()
            .that()
            .resideInAPackage(Parts.all("cli"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..", "io.micrometer..", "org.slf4j..", "ch.qos..");

    @ArchTest
    static final ArchRule onlyContractsTouchTheEventBus = noClasses()
            .that()
            .resideOutsideOfPackages(Parts.all("contracts"), "chat.parley.server.cluster") // which sets it up
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx.core.eventbus..")
            .orShould()
            .callMethod(Vertx.class, "eventBus");

    @ArchTest
    static final ArchRule onlyJdbcPackagesTouchSql = noClasses()
            .that()
            .resideOutsideOfPackage("..jdbc..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SQL);

    @ArchTest
    static final ArchRule onlyTheServerKnowsOfClustersAndConfiguration = noClasses()
            .that()
            .resideOutsideOfPackage(Parts.all("server"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CLUSTER_AND_CONFIGURATION);

    @ArchTest
    static final ArchRule onlyTheProgramsReadYaml = noClasses()
            .that()
            .resideOutsideOfPackages(Parts.all("server"), Parts.all("cli"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(YAML);

    @ArchTest
    static final ArchRule onlyWhoChoosesUnicodeLoadsItsTables = noClasses()
            .that()
            .resideOutsideOfPackage("chat.parley.server.names")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.ibm.icu..", "rocks.xmpp..");

    @ArchTest
    static void everyModuleIsLookedAt(JavaClasses ours) {
        assertThat(ours.stream().flatMap(type -> Parts.of(type).stream()).collect(Collectors.toSet()))
                .isEqualTo(Parts.MAY_KNOW.keySet());
    }

    private static ArchCondition<JavaClass> knowOnlyTheModulesBelow() {
        return new ArchCondition<>("know only the modules below their own") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String own = Parts.of(type).orElseThrow();
                List<String> allowed = Parts.MAY_KNOW.getOrDefault(own, List.of());
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    Optional<String> other = Parts.of(dependency.getTargetClass());
                    if (other.isPresent() && !other.get().equals(own) && !allowed.contains(other.get())) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        };
    }
}
