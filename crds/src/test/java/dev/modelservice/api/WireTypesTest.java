package dev.modelservice.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What all wire types have in common. */
@AnalyzeClasses(packages = "dev.modelservice.api", importOptions = ImportOption.DoNotIncludeTests.class)
class WireTypesTest {

    @ArchTest
    static final ArchRule recordsIgnoreUnknownFields = classes()
            .that()
            .areRecords()
            .should()
            .beAnnotatedWith(ignoringUnknownFields())
            .because("an older operator must be able to read a newer object");

    private static DescribedPredicate<JavaAnnotation<?>> ignoringUnknownFields() {
        return DescribedPredicate.describe(
                "@JsonIgnoreProperties(ignoreUnknown = true)",
                annotation -> annotation.getRawType().isEquivalentTo(JsonIgnoreProperties.class)
                        && annotation.as(JsonIgnoreProperties.class).ignoreUnknown());
    }
}
