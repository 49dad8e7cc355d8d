package chat.parley.server.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Packages that decide are pure, so that every decision can be replayed in a test. Nothing blocks an event loop. */
@AnalyzeClasses(packages = Parts.ROOT, importOptions = Parts.Shipped.class)
final class PurityTest {
    private static final String[] PURE = {"..model..", "..policy..", "..session..", "..sasl.."};
    private static final String[] OUTSIDE_WORLD = {
        "io.vertx..",
        "io.netty..",
        "java.sql..",
        "javax.sql..",
        "java.nio.channels..",
        "java.nio.file..",
        "javax.net..",
        "org.slf4j..",
        "ch.qos..",
        "java.util.logging.."
    };
    private static final Set<String> SOCKETS = Set.of(
            "java.net.Socket",
            "java.net.ServerSocket",
            "java.net.DatagramSocket",
            "java.net.MulticastSocket",
            "java.net.URLConnection",
            "java.net.http.HttpClient");

    @ArchTest
    static final ArchRule pureCodeKnowsNothingOfTheOutsideWorld = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(OUTSIDE_WORLD)
            .orShould()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are sockets", (JavaClass type) -> SOCKETS.contains(type.getFullName())));

    @ArchTest
    static final ArchRule pureCodeIsToldTheTime = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .accessTargetWhere(DescribedPredicate.describe("the clock is read", PurityTest::readsTheClock));

    @ArchTest
    static final ArchRule pureCodeIsGivenItsRandomness = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .accessTargetWhere(DescribedPredicate.describe("randomness is made", PurityTest::makesRandomness));

    @ArchTest
    static final ArchRule nothingThatRunsOnAnEventLoopWaits = noClasses()
            .that()
            .resideInAnyPackage(Parts.all("contracts"), Parts.all("auth"), Parts.all("room"), Parts.all("relay"))
            .should()
            .accessTargetWhere(DescribedPredicate.describe("a thread waits", PurityTest::waits));

    // Calls and method references alike.

    private static boolean readsTheClock(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return false;
        }
        String owner = target.getOwner().getFullName();
        String name = target.getName();
        if (owner.equals("java.lang.System")) {
            return name.equals("currentTimeMillis") || name.equals("nanoTime");
        }
        if (target.getOwner().isEquivalentTo(Clock.class)) {
            return name.startsWith("system") || name.startsWith("tick");
        }
        // Of a Clock that was passed in, the time may be asked.
        return owner.startsWith("java.time.")
                && name.equals("now")
                && target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private static boolean makesRandomness(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return false;
        }
        JavaClass owner = target.getOwner();
        String name = target.getName();
        boolean makes = name.equals("<init>") || name.startsWith("get") || name.equals("of") || name.equals("current");
        return (owner.isAssignableTo(Random.class) && makes)
                || (owner.isEquivalentTo(RandomGenerator.class) && makes)
                || (owner.isEquivalentTo(SecureRandom.class) && makes)
                || (owner.isEquivalentTo(Math.class) && name.equals("random"))
                || name.equals("randomUUID");
    }

    private static boolean waits(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return false;
        }
        JavaClass owner = target.getOwner();
        String name = target.getName();
        if (owner.isEquivalentTo(Thread.class)) {
            return name.equals("sleep") || name.equals("join");
        }
        if (owner.isEquivalentTo(Object.class)) {
            return name.equals("wait");
        }
        if (owner.isAssignableTo(java.util.concurrent.Future.class)) {
            return name.equals("get") || name.equals("join");
        }
        boolean synchronizer = owner.getPackageName().startsWith("java.util.concurrent")
                || owner.getFullName().equals("io.vertx.core.Future");
        return synchronizer && (name.equals("await") || name.startsWith("acquire"));
    }
}
