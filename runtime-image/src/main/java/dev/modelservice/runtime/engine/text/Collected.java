package dev.modelservice.runtime.engine.text;

import dev.modelservice.runtime.engine.Answers;
import dev.modelservice.runtime.request.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The numbers of a batch's texts as the runs bring them; a request is answered with the last of its texts. */
final class Collected {

    private final List<TextRequest> requests;
    private final Head head;
    private final Answers answers;
    private final List<List<float[]>> numbers = new ArrayList<>();
    private final int[] missing;

    Collected(List<TextRequest> requests, Head head, Answers answers) {
        this.requests = requests;
        this.head = head;
        this.answers = answers;
        this.missing = new int[requests.size()];
        for (int i = 0; i < missing.length; i++) {
            missing[i] = requests.get(i).rows().size();
            numbers.add(new ArrayList<>(Collections.nCopies(missing[i], new float[0])));
            if (missing[i] == 0) {
                answer(i);
            }
        }
    }

    /** Takes what a run gave; who is complete does not wait for the longer texts of others. */
    void take(List<TextBatch.Place> run, List<float[]> gave) {
        for (int i = 0; i < run.size(); i++) {
            TextBatch.Place place = run.get(i);
            numbers.get(place.request()).set(place.row(), gave.get(i));
            missing[place.request()]--;
            if (missing[place.request()] == 0) {
                answer(place.request());
            }
        }
    }

    private void answer(int request) {
        List<Tensor> outputs = requests.get(request).outputs().stream()
                .map(name -> head.answer(name, numbers.get(request)))
                .toList();
        answers.answer(request, outputs);
    }
}
