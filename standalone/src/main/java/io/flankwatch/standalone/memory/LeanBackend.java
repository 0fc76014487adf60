package io.flankwatch.standalone.memory;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;

/// Keeps databases in memory, and less for each document than a [MemoryBackend] does: the collector has that much less to move about.
public final class LeanBackend extends MemoryBackend {

    @Override
    public MemoryDatabase openOrCreateDatabase(String databaseName) {
        return new LeanDatabase(databaseName, getCursorRegistry());
    }
}
