package io.flankwatch.query.projection;

/// The `_id` of a document, and its place in the order of writing.
public record DocumentId(Layer layer, String caseId, String value) {

    /// In the order of writing: nothing points at what isn't there yet.
    public enum Layer {
        PART,
        INDEX,
        ROOT
    }

    public static DocumentId root(String caseId) {
        return new DocumentId(Layer.ROOT, caseId, caseId);
    }

    public static DocumentId index(String caseId, String name) {
        return new DocumentId(Layer.INDEX, caseId, caseId + "/" + name);
    }

    public static DocumentId part(String caseId, String name) {
        return new DocumentId(Layer.PART, caseId, caseId + "/" + name);
    }
}
