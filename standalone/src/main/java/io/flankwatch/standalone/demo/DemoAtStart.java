package io.flankwatch.standalone.demo;

import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// Loads the demo case where it is not there yet, unless `flankwatch.demo` is false, and prints its timeline.
public final class DemoAtStart implements ApplicationListener<ApplicationReadyEvent>, Ordered {

    private final PrintStream out = System.out;

    @Override
    public int getOrder() {
        return 1;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        Environment environment = ready.getApplicationContext().getEnvironment();
        if (!environment.getProperty("flankwatch.demo", Boolean.class, true)) {
            return;
        }
        Client client = new Client(URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port")));
        DemoCase demo = new DemoCase(client);
        String position = "0";
        if (!demo.loaded()) {
            List<JsonNode> answers = demo.load();
            position = answers.getLast().required("position").asString();
        }
        JsonNode summary = client.ask("auditor", "/cases/" + DemoCase.ID, "Ledger-Position", position);
        JsonNode timeline = client.ask("auditor", "/cases/" + DemoCase.ID + "/timeline", "Ledger-Position", position);
        out.println(PrintedTimeline.of(summary, timeline));
        out.flush();
    }
}
