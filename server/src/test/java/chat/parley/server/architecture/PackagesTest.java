package chat.parley.server.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** What a package is: a feature, in no cycle with another, and said to be null-marked. */
@AnalyzeClasses(packages = Parts.ROOT, importOptions = Parts.Shipped.class)
final class PackagesTest {
    /** A program's Main stands above everything, wherever it lies. */
    @ArchTest
    static final ArchRule packagesAreInNoCycle = slices().matching(Parts.ROOT + ".(**)")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(simpleName("Main"), DescribedPredicate.alwaysTrue());

    @ArchTest
    static final ArchRule packagesAreFeatures = noClasses()
            .should()
            .resideInAnyPackage(
                    "..util..", "..utils..", "..common..", "..commons..", "..helper..", "..helpers..", "..misc..");

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses ours) {
        Set<String> packages =
                ours.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
        Set<String> marked = ours.stream()
                .filter(type -> type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages).isEqualTo(marked);
    }
}
