package dev.modelservice.operator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.modelservice.api.v1alpha1.ModelServiceStatus;
import dev.modelservice.shared.HouseRules;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** The layers. If a rule stops you, ask where the code belongs. */
@AnalyzeClasses(packages = "dev.modelservice.operator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests houseRules = ArchTests.in(HouseRules.class);

    private static final String[] PURE = {
        "..plan..",
        "..rollout..",
        "..scaling..",
        "..analysis..",
        "..golden..",
        "..check..",
        "..choice..",
        "..resources.."
    };

    @ArchTest
    static final ArchRule decidingCodeKnowsNoClient = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8.kubernetes.client..", "io.javaoperatorsdk..", "io.quarkus..", "jakarta..")
            .because("what decides is tested with nothing running");

    @ArchTest
    static final ArchRule decidingCodeKnowsNoClock = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .because("time is an argument, and the same snapshot gives the same plan");

    @ArchTest
    static final ArchRule scalingIsALibrary = classes()
            .that()
            .resideInAPackage("..scaling..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("..scaling..", "java..", "org.jspecify..")
            .because("it is simulated with nothing of the operator");

    @ArchTest
    static final ArchRule onlyApplyWrites = noClasses()
            .that()
            .resideOutsideOfPackage("..apply..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8.kubernetes.client.dsl..")
            .because("one package writes, so that its writes can be counted");

    @ArchTest
    static final ArchRule onlyThePlanMakesStatus = noClasses()
            .that()
            .resideOutsideOfPackage("..plan..")
            .should()
            .callConstructorWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                    com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                            com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(
                                    ModelServiceStatus.class))))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ConditionBuilder.class)
            .because("status is computed once, at the end, by one function");

    @ArchTest
    static final ArchRule onlyConditionsMakesConditions = noClasses()
            .that()
            .doNotHaveSimpleName("Conditions")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ConditionBuilder.class)
            .because(Condition.class.getSimpleName() + "s keep their transition time in one place");

    @ArchTest
    static final ArchRule layersHaveNoCycles =
            slices().matching("dev.modelservice.operator.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule makersSeeNoDecision = noClasses()
            .that(resideInAPackage("..resources.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..plan..", "..check..", "..observe..", "..apply..", "..reconcile..")
            .because("makers make");
}
