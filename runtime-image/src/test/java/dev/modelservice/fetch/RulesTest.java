package dev.modelservice.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small rules: names, paths, addresses, patience, settings. */
final class RulesTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    model.onnx,          NONE
                    model.tar,           TAR
                    model.TAR.GZ,        TAR_GZ
                    model.tgz,           TAR_GZ
                    model.zip,           ZIP
                    zip,                 NONE
                    """)
    void howAFileIsPackedIsInItsName(String name, Packing expected) {
        assertThat(Packing.of(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    model.onnx,        model.onnx
                    ./a/./model.onnx,  a/model.onnx
                    a//b,              a/b
                    ./,                ''
                    ..onnx,            ..onnx
                    """)
    void anEntryMayLieInside(String name, String expected) throws FetchException {
        assertThat(EntryPath.inside(name)).isEqualTo(Path.of(expected));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    /etc/passwd,            its path is absolute
                    ../x,                   its path leads out of the archive
                    a/../../x,              its path leads out of the archive
                    a/../x,                 its path leads out of the archive
                    ..,                     its path leads out of the archive
                    .modelservice-fetch/x,  that name is taken
                    """)
    void anEntryMayNotLieAnywhereElse(String name, String why) {
        assertThatThrownBy(() -> EntryPath.inside(name))
                .isInstanceOf(FetchException.class)
                .hasMessage("the archive holds '%s', which is not unpacked: %s", name, why);
        assertThatThrownBy(() -> EntryPath.inside("a\0b")).hasMessageEndingWith("its name is no path");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    https://h/a/model.onnx,          model.onnx
                    https://h/a/model.onnx?sig=1#x,  model.onnx
                    https://h/a%20b.onnx,            a b.onnx
                    https://h/x%2F..%2Fy.onnx,       y.onnx
                    https://h/a/%2e%2e,              model
                    https://h/.modelservice-fetch,   model
                    https://h/a/,                    model
                    https://h,                       model
                    """)
    void aFileKeepsItsOwnName(String uri, String name) throws FetchException {
        assertThat(Source.parse(uri).fileName()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    http://h/x          | h cannot be asked over 'http'; use https
                    ftp://h/x           | h cannot be asked over 'ftp'; use https
                    http://127.0.0.1.h/x | 127.0.0.1.h cannot be asked over 'http'; use https
                    https:///x          | the model's URI names no host
                    https://u:secret@h/x | the URI of the model at h holds credentials; give them in a secret instead
                    https://h/a b?secret | the model's URI is no valid URI (Illegal character in path)
                    """)
    void anAddressThatCannotBeAskedIsRefusedWithoutItsSecrets(String uri, String message) {
        assertThatThrownBy(() -> Source.parse(uri)).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    https://h/a,      https://h/b,      true
                    https://h:443/a,  https://H/b,      true
                    https://h/a,      https://h:8443/a, false
                    https://h/a,      https://i/a,      false
                    http://localhost/a, https://localhost/a, false
                    """)
    void credentialsGoToTheSameServerOnly(String from, String to, boolean same) throws FetchException {
        assertThat(Source.of(URI.create(to)).isSameServer(Source.of(URI.create(from))))
                .isEqualTo(same);
    }

    @ParameterizedTest(name = "failure {0} after {1} ms")
    @CsvSource(nullValues = "-", textBlock = """
                    1, 0, 250
                    2, 250, 500
                    3, 750, 1000
                    9, 5000, 4000
                    4, 13500, -
                    1, 15000, -
                    """)
    void patienceEnds(int failures, long stalledMillis, Long expectedMillis) {
        assertThat(new Patience(Duration.ofSeconds(15)).beforeNext(failures, Duration.ofMillis(stalledMillis)))
                .isEqualTo(Optional.ofNullable(expectedMillis).map(Duration::ofMillis));
    }

    @Test
    void theOrderIsInTheEnvironment() throws FetchException {
        FetchOrder order = FetchOrder.parse(Map.of(
                "MODELSERVICE_FETCH_URI", "https://h/m.onnx",
                "MODELSERVICE_FETCH_DIGEST", "sha256:" + "AB".repeat(32),
                "MODELSERVICE_FETCH_MAX_BYTES", "12",
                "MODELSERVICE_FETCH_CA_FILE", "/ca.pem"));

        assertThat(order.source().host()).isEqualTo("h");
        assertThat(order.digest()).contains(new Digest("sha256:" + "ab".repeat(32)));
        assertThat(order.maxBytes()).isEqualTo(12);
        assertThat(order.directory()).isEqualTo(Path.of("/mnt/models"));
        assertThat(order.caFile()).contains(Path.of("/ca.pem"));
        assertThat(order.credentials()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    MODELSERVICE_FETCH_DIGEST,    md5:12, "the digest 'md5:12' is none: expected sha256: and 64 hexadecimal digits"
                    MODELSERVICE_FETCH_MAX_BYTES, -5,     "MODELSERVICE_FETCH_MAX_BYTES is '-5'; expected a number of bytes"
                    """, quoteCharacter = '"')
    void anOrderThatMakesNoSenseIsRefused(String name, String value, String message) {
        assertThatThrownBy(() -> FetchOrder.parse(Map.of("MODELSERVICE_FETCH_URI", "https://h/m.onnx", name, value)))
                .hasMessage(message);
    }
}
