package io.flankwatch.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/// A way to the database, on loopback, that loses things when it is told to.
final class Gate implements AutoCloseable {

    /// Whether it is the service's or the database's bytes that are looked at.
    enum Way {
        THERE,
        BACK
    }

    /// What is done with a piece of them.
    sealed interface Verdict {
        record Pass() implements Verdict {}

        /// The first of them go on, then both ends lose their connection.
        record Cut(int after) implements Verdict {}

        /// The service loses its connection; what it has sent arrives when it is let go.
        record Stall() implements Verdict {}
    }

    interface Rule {
        Verdict on(Way way, byte[] piece);
    }

    static final Rule OPEN = (way, piece) -> new Verdict.Pass();

    private final int target;
    private final ServerSocket door;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedDeque<BooleanSupplier> stalled = new ConcurrentLinkedDeque<>();
    private final AtomicInteger losses = new AtomicInteger();
    private final AtomicInteger late = new AtomicInteger();
    private volatile Rule rule = OPEN;

    Gate(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /// How many connections it has cut or stalled.
    int losses() {
        return losses.get();
    }

    int stalled() {
        return stalled.size();
    }

    void rule(Rule next) {
        rule = next;
    }

    /// Once: the next piece of which this is true is treated so.
    void once(Way way, Verdict verdict) {
        rule = (at, piece) -> {
            if (at != way) {
                return new Verdict.Pass();
            }
            rule = OPEN;
            return verdict;
        };
    }

    /// What was stalled arrives, unless the database has given up the connection.
    ///
    /// @return how much did
    int letGo() {
        int arrived = 0;
        for (BooleanSupplier next = stalled.poll(); next != null; next = stalled.poll()) {
            arrived += next.getAsBoolean() ? 1 : 0;
        }
        late.addAndGet(arrived);
        return arrived;
    }

    /// How much has arrived late.
    int late() {
        return late.get();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        sockets.forEach(Gate::end);
    }

    private void accept() {
        while (true) {
            try {
                Socket service = door.accept();
                connect(service);
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket service) {
        sockets.add(service);
        Socket database;
        try {
            database = new Socket(InetAddress.getLoopbackAddress(), target);
            database.setTcpNoDelay(true);
            service.setTcpNoDelay(true);
        } catch (IOException away) {
            end(service);
            return;
        }
        sockets.add(database);
        Thread.ofVirtual().start(() -> carry(Way.THERE, service, database));
        Thread.ofVirtual().start(() -> carry(Way.BACK, database, service));
    }

    private void carry(Way way, Socket from, Socket to) {
        byte[] buffer = new byte[1 << 16];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                byte[] piece = Arrays.copyOf(buffer, read);
                switch (rule.on(way, piece)) {
                    case Verdict.Pass() -> out.write(piece);
                    case Verdict.Cut(int after) -> {
                        losses.incrementAndGet();
                        out.write(piece, 0, Math.min(after, piece.length));
                        end(from);
                        end(to);
                        return;
                    }
                    case Verdict.Stall() -> {
                        losses.incrementAndGet();
                        stalled.add(() -> arriveLate(to, piece));
                        end(from);
                        return;
                    }
                }
            }
        } catch (IOException broken) {
            // As a network does it: whoever is at the other end finds out.
        }
        end(from);
        end(to);
    }

    private static boolean arriveLate(Socket to, byte[] piece) {
        try {
            to.getOutputStream().write(piece);
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
