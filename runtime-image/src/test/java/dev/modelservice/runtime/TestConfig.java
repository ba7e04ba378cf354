package dev.modelservice.runtime;

import io.smallrye.config.WithDefault;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Settings without a configuration: the defaults that stand at each of them, and what a test sets instead. */
final class TestConfig {

    private TestConfig() {}

    /** With these values, by the names of the methods. */
    static RuntimeConfig of(Map<String, String> given) {
        return (RuntimeConfig) Proxy.newProxyInstance(
                RuntimeConfig.class.getClassLoader(),
                new Class<?>[] {RuntimeConfig.class},
                (_, method, _) -> value(method, given));
    }

    private static Object value(Method setting, Map<String, String> given) {
        WithDefault annotation = setting.getAnnotation(WithDefault.class);
        String value = given.getOrDefault(setting.getName(), annotation == null ? "" : annotation.value());
        Class<?> type = setting.getReturnType();
        if (value.isEmpty() && !type.equals(String.class)) {
            return absent(type);
        }
        return switch (type.getName()) {
            case "int" -> Integer.parseInt(value);
            case "boolean" -> Boolean.parseBoolean(value);
            case "java.lang.String" -> value;
            case "java.nio.file.Path" -> Path.of(value);
            default -> throw new IllegalArgumentException(setting + " is of a type that no test knows yet");
        };
    }

    private static Object absent(Class<?> type) {
        if (type.equals(OptionalInt.class)) {
            return OptionalInt.empty();
        }
        return type.equals(OptionalLong.class) ? OptionalLong.empty() : Optional.empty();
    }
}
