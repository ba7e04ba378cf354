package dev.modelservice.shared;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** What holds in every module; each one's ArchitectureTest takes them in, and adds its own. */
public final class HouseRules {

    @ArchTest
    static final ArchRule NO_FIELD_INJECTION = noFields()
            .should()
            .beAnnotatedWith("jakarta.inject.Inject")
            .because("a class says in its constructor what it needs");

    @ArchTest
    static final ArchRule NO_MUTABLE_STATICS = fields().that()
            .areStatic()
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .should()
            .beFinal()
            .because("state belongs to an object that someone owns");

    @ArchTest
    static final ArchRule NO_EMPTY_NAMES = noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Helper|Manager|Impl)")
            .orShould()
            .haveSimpleNameStartingWith("Abstract")
            .because("such a name says nothing of what the class is");

    @ArchTest
    static final ArchRule EVERY_PACKAGE_IS_DESCRIBED = classes()
            .should(beInANullMarkedPackage())
            .because("a package says what it is and what it may not import, and null is named in every signature");

    private HouseRules() {}

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package with a package-info that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        type, marked, type.getPackageName() + (marked ? " is" : " is not") + " null-marked"));
            }
        };
    }
}
