package dev.modelservice.runtime.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Files of models that are not loaded here: why not, and what to make of them. */
enum OtherFormats {
    PICKLE(
            "\\.(pkl|pickle|joblib|pt|pth|ckpt|bin)",
            "may be a pickle, which runs code when it is loaded and is refused; export the model to ONNX (torch.onnx.export,"
                    + " or skl2onnx for scikit-learn)"),
    SAFETENSORS(
            "\\.safetensors",
            "holds weights without the model around them; export the model to ONNX (optimum-cli export onnx), or convert a"
                    + " language model to GGUF (convert_hf_to_gguf.py of llama.cpp)"),
    KERAS(
            "\\.(h5|hdf5|keras)",
            "is a model of Keras; export it to ONNX (python -m tf2onnx.convert --keras, or model.export with format onnx)"),
    SAVED_MODEL(
            "saved_model\\.pb",
            "is a SavedModel of TensorFlow; convert it to ONNX (python -m tf2onnx.convert --saved-model)"),
    LITE("\\.tflite", "is a model of TensorFlow Lite; convert it to ONNX (python -m tf2onnx.convert --tflite)"),
    BOOSTED_TREES(
            "\\.(ubj|bst|cbm)",
            "is a model of boosted trees; convert it to ONNX (onnxmltools, or CatBoost's own save_model)"),
    ENGINE("\\.(engine|plan)", "is built for one kind of GPU; bring the ONNX model that it was built from");

    private final String ending;
    private final String words;

    OtherFormats(String ending, String words) {
        this.ending = ending;
        this.words = words;
    }

    /** What to do about the first of these files that is of a known kind; a pickle before anything else. */
    static Optional<String> advice(List<String> names) {
        for (OtherFormats format : values()) {
            for (String name : names) {
                if (name.toLowerCase(Locale.ROOT).matches(".*" + format.ending)) {
                    return Optional.of(name + " " + format.words);
                }
            }
        }
        return Optional.empty();
    }
}
