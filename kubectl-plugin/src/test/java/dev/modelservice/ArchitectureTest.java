package dev.modelservice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.modelservice.shared.HouseRules;

@AnalyzeClasses(packages = "dev.modelservice.plugin", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchTests HOUSE_RULES = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule SCREENS_ARE_MADE_OF_VALUES = noClasses()
            .that()
            .resideInAnyPackage("..plugin.view..", "..plugin.screen..", "..plugin.follow..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..plugin.cluster..",
                    "..plugin.command..",
                    "picocli..",
                    "io.fabric8.kubernetes.client.dsl..",
                    "io.fabric8.kubernetes.client.informers..",
                    "java.io..",
                    "java.nio..")
            .because("what is shown is tried out in golden files, without a cluster and without a terminal");

    @ArchTest
    static final ArchRule SCREENS_READ_NO_CLOCK = noClasses()
            .that()
            .resideInAnyPackage("..plugin.view..", "..plugin.screen..", "..plugin.follow..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .because("time and surroundings are arguments");

    @ArchTest
    static final ArchRule ONLY_ONE_PACKAGE_TALKS_TO_THE_CLUSTER = noClasses()
            .that()
            .resideOutsideOfPackage("..plugin.cluster..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8.kubernetes.client.dsl..", "io.fabric8.kubernetes.client.informers..")
            .because("what the plugin needs of a user's rights can be read in one place");

    @ArchTest
    static final ArchRule NOTHING_POLLS = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", java.time.Duration.class)
            .because("the API server says when something has changed");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("dev.modelservice.plugin.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a package that needs its user cannot be read alone");
}
