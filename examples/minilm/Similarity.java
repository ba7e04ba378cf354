import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Sends sentences to an embedding model over the Open Inference Protocol and prints how alike their meanings are.
 *
 * <p>Usage: {@code java Similarity.java http://127.0.0.1:8080/v2/models/minilm/infer}. No library is needed; ends 1 when
 * related sentences are not more alike than unrelated ones.
 */
void main(String[] arguments) throws Exception {
    var sentences = List.of(
            "A cat sleeps on the sofa.",
            "A kitten naps on the couch.",
            "Quarterly revenue grew by ten percent.",
            "Sales rose strongly in the third quarter.");
    var embeddings = embed(URI.create(arguments[0]), sentences);
    System.out.printf("%nHow alike the sentences are (1 is the same meaning, 0 is unrelated):%n%n");
    for (int i = 0; i < sentences.size(); i++) {
        for (int j = i + 1; j < sentences.size(); j++) {
            System.out.printf("  %5.2f  %-40s %s%n", cosine(embeddings[i], embeddings[j]), sentences.get(i), sentences.get(j));
        }
    }
    var related = Math.min(cosine(embeddings[0], embeddings[1]), cosine(embeddings[2], embeddings[3]));
    var unrelated = Math.max(cosine(embeddings[0], embeddings[2]), cosine(embeddings[1], embeddings[3]));
    if (related < unrelated + 0.2) {
        System.err.println("Related sentences should be far more alike than unrelated ones: something is wrong.");
        System.exit(1);
    }
}

float[][] embed(URI address, List<String> sentences) throws Exception {
    var texts = sentences.stream().map(sentence -> '"' + sentence + '"').collect(Collectors.joining(","));
    var body = """
            {"inputs": [{"name": "text", "shape": [%d], "datatype": "BYTES", "data": [%s]}]}
            """.formatted(sentences.size(), texts);
    var request = HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
        var response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.statusCode() + ": " + response.body());
        }
        return rows(response.body(), sentences.size());
    }
}

/** The one output's data is flat: as many equal rows as there were sentences. */
float[][] rows(String answer, int count) {
    var data = Pattern.compile("\"data\"\\s*:\\s*\\[([^]]*)]").matcher(answer);
    if (!data.find()) {
        throw new IllegalStateException("no data in " + answer);
    }
    var numbers = data.group(1).split(",");
    var width = numbers.length / count;
    var rows = new float[count][width];
    for (int i = 0; i < numbers.length; i++) {
        rows[i / width][i % width] = Float.parseFloat(numbers[i].strip());
    }
    return rows;
}

double cosine(float[] left, float[] right) {
    double product = 0;
    for (int i = 0; i < left.length; i++) {
        product += left[i] * right[i];
    }
    return product / (length(left) * length(right));
}

double length(float[] vector) {
    double squares = 0;
    for (var value : vector) {
        squares += value * value;
    }
    return Math.sqrt(squares);
}
