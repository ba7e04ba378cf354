package dev.modelservice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.modelservice.shared.HouseRules;

@AnalyzeClasses(packages = "dev.modelservice", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchTests HOUSE_RULES = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule TRANSPORT_DOES_NOT_SEE_ENGINES = noClasses()
            .that()
            .resideInAnyPackage("..runtime.http..", "..runtime.grpc..", "..runtime.openai..", "..runtime.page..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..runtime.engine..")
            .because("another protocol must get the same answers, so what is not transport belongs behind Inference");

    @ArchTest
    static final ArchRule HTTP_DOES_NOT_SEE_GRPC = noClasses()
            .that()
            .resideInAPackage("..runtime.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..runtime.grpc..")
            .because("what both need is in codec, serve and model, so that either can go without the other");

    @ArchTest
    static final ArchRule GRPC_DOES_NOT_SEE_HTTP = noClasses()
            .that()
            .resideInAPackage("..runtime.grpc..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..runtime.http..")
            .because("what both need is in codec, serve and model, so that either can go without the other");

    @ArchTest
    static final ArchRule CODECS_SHARE_VALUES_ONLY = noClasses()
            .that()
            .resideInAPackage("..runtime.codec..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("..runtime.codec..", "..runtime.request..", "java..", "org.jspecify..")
            .because("every transport uses it, and it is tried out in a test without one");

    @ArchTest
    static final ArchRule OPENAIS_WORDS_KNOW_NO_SERVER = noClasses()
            .that()
            .resideInAPackage("..runtime.openai..")
            .and()
            .haveNameNotMatching(".*(Resource|Routes|RequestIds)")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "jakarta..")
            .because("what is said is tried out in tables, without a connection");

    @ArchTest
    static final ArchRule ENGINES_SEE_NOBODY = noClasses()
            .that()
            .resideInAPackage("..runtime.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..runtime.http..",
                    "..runtime.grpc..",
                    "..runtime.codec..",
                    "..runtime.openai..",
                    "..runtime.page..",
                    "..runtime.serve..",
                    "..runtime.model..",
                    "..runtime.lifecycle..",
                    "..runtime.metrics..",
                    "io.quarkus..",
                    "io.vertx..",
                    "jakarta.enterprise..",
                    "jakarta.inject..")
            .because("an engine turns tensors into tensors, and is tried out in a test without a server");

    @ArchTest
    static final ArchRule ONLY_ONE_PACKAGE_KNOWS_ONNX_RUNTIME = noClasses()
            .that()
            .resideOutsideOfPackage("..runtime.engine.onnx..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..")
            .because("a second backend must not need the first");

    @ArchTest
    static final ArchRule ONLY_ONE_PACKAGE_KNOWS_THE_TOKENIZERS = noClasses()
            .that()
            .resideOutsideOfPackage("..runtime.engine.text..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..")
            .because(
                    "their native library is loaded with the first of their classes, and tensor models do not need it");

    @ArchTest
    static final ArchRule ONLY_ONE_PACKAGE_KNOWS_OPENTELEMETRY = noClasses()
            .that()
            .resideOutsideOfPackage("..runtime.trace..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.opentelemetry..")
            .because("most run without a collector, and start sooner without its classes");

    @ArchTest
    static final ArchRule BATCHES_ARE_ANYBODYS = noClasses()
            .that()
            .resideInAPackage("..runtime.batch..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("..runtime.batch..", "java..", "org.jspecify..", "org.jboss.logging..")
            .because("what runs together is decided from numbers, and tried in random histories");

    @ArchTest
    static final ArchRule ONLY_ONE_PACKAGE_CALLS_LLAMA = noClasses()
            .that()
            .resideInAPackage("..runtime.engine.llama..")
            .and()
            .resideOutsideOfPackage("..runtime.engine.llama.binding..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.foreign..")
            .because("a wrong call of a native library ends the process, so all of them can be read in one place");

    @ArchTest
    static final ArchRule BATCHING_OF_TEXTS_IS_DECIDED_ON_VALUES = noClasses()
            .that()
            .resideInAnyPackage("..runtime.engine.llama.schedule..", "..runtime.engine.llama.answer..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "..runtime.engine.llama.schedule..",
                    "..runtime.engine.llama.answer..",
                    "..runtime.generate..",
                    "java.lang..",
                    "java.nio..",
                    "java.time..",
                    "java.util..",
                    "org.jspecify..")
            .because("who is computed next and what is told is tried in tables and random histories, without a model");

    @ArchTest
    static final ArchRule REQUESTS_ARE_VALUES = noClasses()
            .that()
            .resideInAPackage("..runtime.request..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("..runtime.request..", "java..", "org.jspecify..")
            .because("every protocol and every engine speaks of them");

    @ArchTest
    static final ArchRule THE_FETCHER_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("..fetch..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..runtime..", "io.quarkus..", "io.vertx..", "jakarta..")
            .because("it is a plain program that starts at once and is not a server");

    @ArchTest
    static final ArchRule THE_GOLDEN_SET_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("..golden..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..runtime..", "..fetch..", "io.quarkus..", "io.vertx..", "jakarta..")
            .because("it is a plain program that asks as any client does");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("dev.modelservice.runtime.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a package that needs its user cannot be read alone");
}
