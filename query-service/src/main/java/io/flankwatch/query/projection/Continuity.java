package io.flankwatch.query.projection;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import java.util.function.Supplier;

/// Whether the database still has what was written to it for a generation. A server that comes back may have lost all of it, and what is not found there would
/// be taken for what was never recorded.
///
/// A connection leads to one run of one server. So there is only something to look for where one was made since the last look.
final class Continuity {

    private final ViewStore store;
    private final Generation generation;
    private volatile long looked;

    Continuity(ViewStore store, Generation generation) {
        this.store = store;
        this.generation = generation;
    }

    /// @param question of MongoDB
    /// @throws Refused STORE_AWAY where MongoDB does not answer, or has lost the generation
    <T> T asked(Supplier<T> question) {
        return MongoDocuments.answered(() -> {
            T answer = question.get();
            // After the question: its own connection may be the new one.
            long made = store.connectionsMade();
            if (made != looked) {
                if (!store.hasTokens(generation)) {
                    throw new Refused(RefusalCode.STORE_AWAY, "The views were lost, and are filled again");
                }
                looked = made;
            }
            return answer;
        });
    }
}
