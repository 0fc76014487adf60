package io.flankwatch.standalone;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;

/// A MongoDB server in a process of its own, on the port that is its argument; it ends when its input does.
final class MongoServerProcess {

    private MongoServerProcess() {}

    public static void main(String[] arguments) throws IOException {
        MongoServer server = new MongoServer(new MemoryBackend());
        server.bind("127.0.0.1", Integer.parseInt(arguments[0]));
        while (System.in.read() >= 0) {
            // Nothing is read but the end.
        }
        server.shutdownNow();
    }
}
