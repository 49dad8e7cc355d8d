package chat.parley.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.reply.FailCode;
import chat.parley.protocol.reply.Numeric;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

/** The catalogue of replies, from which docs/replies.md is made, has what is sent and nothing else. */
@AnalyzeClasses(packages = Parts.ROOT, importOptions = Parts.Shipped.class)
final class CatalogueTest {

    @ArchTest
    static void everyNumericIsSent(JavaClasses classes) {
        areUsed(classes, Numeric.class);
    }

    @ArchTest
    static void everyCodeIsSent(JavaClasses classes) {
        areUsed(classes, FailCode.class);
    }

    private static void areUsed(JavaClasses classes, Class<? extends Enum<?>> catalogue) {
        assertThat(catalogue.getEnumConstants())
                .allSatisfy(entry -> assertThat(field(classes, catalogue, entry.name()).getAccessesToSelf().stream()
                                .filter(access -> !access.getOriginOwner().isEquivalentTo(catalogue)))
                        .as(entry + " is used by somebody")
                        .isNotEmpty());
    }

    private static JavaField field(JavaClasses classes, Class<?> catalogue, String name) {
        return classes.get(catalogue).getField(name);
    }
}
