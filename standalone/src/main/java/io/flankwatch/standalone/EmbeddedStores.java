package io.flankwatch.standalone;

import de.bwaldvogel.mongo.MongoServer;
import io.flankwatch.standalone.memory.LeanBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/// Starts the stores before anything else of the application, and tells it where they are: the services don't know that they are embedded.
///
/// They stop last, when everything that uses them has.
final class EmbeddedStores implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String BEAN = "embeddedStores";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Path directory = Path.of(context.getEnvironment().getProperty("flankwatch.data", "data"));
        DataDirectory data = DataDirectory.open(directory);
        Running stores = start(data);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("embedded", properties(stores, context.getEnvironment())));
        var beans = (DefaultListableBeanFactory) context.getBeanFactory();
        beans.registerSingleton(BEAN, stores);
        // Destroyed in the opposite order of registration, so after every bean there will be.
        beans.registerDisposableBean(BEAN, stores::close);
    }

    private static Map<String, Object> properties(Running stores, Environment environment) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "flankwatch.data", stores.data().root().toString(),
                "flankwatch.ledger.url", stores.postgres().url(),
                "flankwatch.views.uri", stores.viewsUri(),
                // No other process is there to share the folding with, and one batch of all cases costs less than four of some.
                "flankwatch.views.segments", 1,
                "flankwatch.idempotency.secret", stores.data().secret("idempotency"),
                "flankwatch.persons.key-file", stores.data().secretFile("persons").toString(),
                // The clients of the local issuer have their names as secrets: not for anybody beyond this machine.
                "server.address", "127.0.0.1"));
        account(properties, "flankwatch.ledger", stores.postgres().service());
        account(properties, "flankwatch.ops.writer", stores.postgres().opsWriter());
        account(properties, "flankwatch.ops.reader", stores.postgres().opsReader());
        account(properties, "flankwatch.ops.recorder", stores.postgres().opsRecorder());
        if (environment.containsProperty("management.server.port")) {
            properties.put("management.server.address", "127.0.0.1");
        }
        return properties;
    }

    private static void account(Map<String, Object> properties, String prefix, LocalPostgres.Account account) {
        properties.put(prefix + ".username", account.username());
        properties.put(prefix + ".password", account.password());
    }

    private static Running start(DataDirectory data) {
        try {
            MongoServer views = new MongoServer(new LeanBackend());
            views.bind("127.0.0.1", 0);
            try {
                return new Running(data, LocalPostgres.start(data), views);
            } catch (IOException | RuntimeException failed) {
                views.shutdownNow();
                throw failed;
            }
        } catch (IOException failed) {
            data.close();
            throw new UncheckedIOException(failed);
        } catch (RuntimeException failed) {
            data.close();
            throw failed;
        }
    }

    /// What was started, for whoever needs the data directory.
    record Running(DataDirectory data, LocalPostgres postgres, MongoServer views) {

        String viewsUri() {
            InetSocketAddress address = views.getLocalAddress();
            return "mongodb://127.0.0.1:" + address.getPort() + "/flankwatch";
        }

        void close() throws IOException {
            views.shutdownNow();
            postgres.close();
            data.close();
        }
    }
}
