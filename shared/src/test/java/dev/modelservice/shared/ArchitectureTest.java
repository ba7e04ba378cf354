package dev.modelservice.shared;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.modelservice.shared", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule NOTHING_IS_BROUGHT_ALONG = noClasses()
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("dev.modelservice.shared..", "java..", "org.jspecify..")
            .because("every program gets what is here");
}
