package io.flankwatch.query.projection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// The documents that a batch of events is folded onto, in memory until they are written.
public final class CaseDocuments {

    private final Documents source;
    private final RecentDocuments recent;
    private final Map<String, Staged> staged = new HashMap<>();

    public CaseDocuments(Documents source) {
        this(source, RecentDocuments.none());
    }

    /// @param recent asked before the source
    CaseDocuments(Documents source, RecentDocuments recent) {
        this.source = source;
        this.recent = recent;
    }

    /// What becomes of a document's body; `before` is null where there is none yet.
    @FunctionalInterface
    public interface Change<T> {
        T from(@Nullable T before);
    }

    public <T> @Nullable T get(DocumentId id, Class<T> body) {
        return stage(id).body(body);
    }

    /// Folds an event onto a document, unless the document reflects it already.
    ///
    /// @return the document's body after that
    public <T> T update(DocumentId id, Fact fact, Class<T> body, Change<T> change) {
        Staged document = stage(id);
        @Nullable T before = document.body(body);
        if (document.reflects(fact)) {
            if (before == null) {
                throw new IllegalStateException("document " + id.value() + " reflects position " + fact.position() + " and has no body");
            }
            return before;
        }
        T after = change.from(before);
        document.become(after, fact);
        return after;
    }

    /// Whether the position of its case has come to an event.
    boolean reflects(Fact fact) {
        return stage(DocumentId.root(fact.caseId())).reflects(fact);
    }

    /// Moves the position of a case on.
    ///
    /// @param events all that come next, in order
    /// @return whether they do come next; where not, documents were lost, or events were
    boolean follow(List<Fact> events) {
        Staged root = stage(DocumentId.root(events.getFirst().caseId()));
        long version = root.version;
        for (Fact event : events) {
            if (event.envelope().streamVersion() != ++version) {
                return false;
            }
        }
        root.become(null, events.getLast());
        return true;
    }

    /// A document as it is to be written.
    ///
    /// @param before the position that the document reflected as it was found; -1 where there was none
    record Replacement(DocumentId.Layer layer, Document document, long before) {

        /// Nothing points at what isn't there yet. New ones first: so those that are of one kind go together.
        static final Comparator<Replacement> IN_ORDER = Comparator.comparing(Replacement::layer).thenComparing(Replacement::isNew, Comparator.reverseOrder());

        boolean isNew() {
            return before == -1;
        }
    }

    List<Document> changed() {
        return replacements().stream().map(Replacement::document).toList();
    }

    /// A document that was folded onto; null where there is none of that id.
    <T> @Nullable Stored<T> folded(String id, Class<T> body) {
        Staged document = staged.get(id);
        return document == null || !document.changed
                ? null
                : new Stored<>(id, document.id.caseId(), document.position, document.version, document.body(body));
    }

    /// What has changed, in the order in which it must be written.
    List<Replacement> replacements() {
        List<Staged> changed = new ArrayList<>(staged.values());
        changed.removeIf(document -> !document.changed);
        changed.sort(Comparator.comparing((Staged document) -> document.id.layer()).thenComparing(document -> document.id.value()));
        return changed.stream().map(document -> new Replacement(document.id.layer(), document.document(), document.before())).toList();
    }

    /// What the documents have come to, for the batch after this one. Only once they are written.
    void forEachKnown(BiConsumer<DocumentId, Known> consumer) {
        staged.values().forEach(document -> consumer.accept(document.id, document.known()));
    }

    /// What has changed, as it is to be read from now on.
    void forEachFolded(Consumer<Stored<?>> consumer) {
        staged.values().stream()
                .filter(document -> document.changed)
                .forEach(document -> consumer.accept(
                        new Stored<>(document.id.value(), document.id.caseId(), document.position, document.version, document.content)));
    }

    private Staged stage(DocumentId id) {
        Staged document = staged.get(id.value());
        if (document == null) {
            @Nullable Known known = recent.get(id);
            document = new Staged(id, known == null ? Known.found(source.find(List.of(id.value())).get(id.value())) : known);
            staged.put(id.value(), document);
        }
        return document;
    }

    /// A document as it is stored, to be folded onto.
    ///
    /// @param stored   with the body in it that `content` was read from, or will be; null where there is no such document, or its content is known
    /// @param position -1 where there is no such document
    record Known(@Nullable Document stored, @Nullable Object content, long position, long version) {

        static Known found(@Nullable Document document) {
            return document == null
                    ? new Known(null, null, -1, -1)
                    : new Known(document, null, document.getLong("position"), document.getLong("version"));
        }
    }

    private static final class Staged {

        private final DocumentId id;
        private final Known before;
        private @Nullable Object content;
        private long position;
        private long version;
        private boolean changed;

        Staged(DocumentId id, Known before) {
            this.id = id;
            this.before = before;
            content = before.content();
            position = before.position();
            version = before.version();
        }

        /// One event may change a document several times, while it is being folded.
        boolean reflects(Fact fact) {
            return changed ? position > fact.position() : position >= fact.position();
        }

        <T> @Nullable T body(Class<T> type) {
            if (content == null && before.stored() != null) {
                content = Stored.read(before.stored(), type).body();
            }
            return type.cast(content);
        }

        void become(@Nullable Object after, Fact fact) {
            content = after;
            position = fact.position();
            version = fact.envelope().streamVersion();
            changed = true;
        }

        long before() {
            return before.position();
        }

        Known known() {
            return new Known(content == null ? before.stored() : null, content, position, version);
        }

        Document document() {
            if (content == null && before.stored() != null && before.stored().get("body") != null) {
                Document document = new Document(before.stored());
                document.put("position", position);
                document.put("version", version);
                return document;
            }
            return new Stored<>(id.value(), id.caseId(), position, version, content).document();
        }
    }
}
