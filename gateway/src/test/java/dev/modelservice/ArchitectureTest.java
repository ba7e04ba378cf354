package dev.modelservice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.modelservice.shared.HouseRules;

@AnalyzeClasses(packages = "dev.modelservice.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchTests HOUSE_RULES = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule DECISIONS_ARE_MADE_ON_VALUES = noClasses()
            .that()
            .resideInAnyPackage("..gateway.route..", "..gateway.problem..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("..gateway.route..", "..gateway.problem..", "java..", "org.jspecify..")
            .because("who serves a request is tried out in tables, without a server and without a cluster");

    @ArchTest
    static final ArchRule BALANCE_AND_HOLD_STAND_ALONE = noClasses()
            .that()
            .resideInAnyPackage("..gateway.balance..", "..gateway.hold..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("..gateway.balance..", "..gateway.hold..", "java..", "org.jspecify..")
            .because("they are tried in random histories of plain values");

    @ArchTest
    static final ArchRule DECISIONS_READ_NO_CLOCK = noClasses()
            .that()
            .resideInAnyPackage("..gateway.route..", "..gateway.problem..", "..gateway.balance..", "..gateway.hold..")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Math.class, "random")
            .because("time and chance are arguments");

    @ArchTest
    static final ArchRule ONLY_ONE_PACKAGE_KNOWS_KUBERNETES = noClasses()
            .that()
            .resideInAPackage("..gateway.*..")
            .and()
            .resideOutsideOfPackage("..gateway.watch..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8..", "dev.modelservice.api..")
            .because("the rest serves a table of routes, wherever it comes from");

    @ArchTest
    static final ArchRule ONLY_ONE_PACKAGE_MOVES_BYTES = noClasses()
            .that()
            .resideInAPackage("..gateway.*..")
            .and()
            .resideOutsideOfPackages("..gateway.proxy..", "..gateway.lifecycle..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..")
            .because("what happens on an event loop can be read in one place");

    @ArchTest
    static final ArchRule NOTHING_BLOCKS_AN_EVENT_LOOP = noClasses()
            .that()
            .resideInAPackage("..gateway.proxy..")
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(java.util.concurrent.Future.class, "get")
            .orShould()
            .callMethod(java.util.concurrent.CompletableFuture.class, "join")
            .because("one that waits holds up every request of its event loop");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("dev.modelservice.gateway.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a package that needs its user cannot be read alone");
}
