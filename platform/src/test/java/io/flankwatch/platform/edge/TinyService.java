package io.flankwatch.platform.edge;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.flankwatch.events.Check;
import io.flankwatch.events.Entry;
import io.flankwatch.events.Marking;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.events.When;
import io.flankwatch.platform.access.Actor;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.json.Bodies;
import io.flankwatch.platform.security.Needs;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@SpringBootConfiguration
@EnableAutoConfiguration
@Import(TinyService.Notes.class)
class TinyService {

    record Note(String title, Marking marking, @Nullable When occurred, List<String> tags) {
        Note {
            Check.text(title, "title");
            tags = Check.list(tags, "tags");
        }
    }

    record Strike(@JsonUnwrapped Entry entry, ObjectType objectType) {}

    record Me(String subject, String clientId, List<Role> roles, Ceiling ceiling) {}

    @RestController
    static class Notes {

        @GetMapping("/me")
        @Needs({Role.ANALYST, Role.INTEGRATOR})
        Me me(Actor actor, Ceiling ceiling) {
            return new Me(actor.subject(), actor.clientId(), actor.roles().stream().sorted().toList(), ceiling);
        }

        @PostMapping(path = "/notes", consumes = MediaType.APPLICATION_JSON_VALUE)
        @Needs(Role.SUPERVISOR)
        Note note(@RequestBody byte[] body) {
            return Bodies.read(body, Note.class);
        }

        @GetMapping("/notes/strike")
        @Needs(Role.ANALYST)
        Strike strike() {
            throw new Refused(RefusalCode.NO_SUCH_ENTRY, "none");
        }

        @GetMapping(path = "/notes/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
        @Needs(Role.ANALYST)
        Note note(@PathVariable UUID id, @RequestParam int limit) {
            throw switch (limit) {
                case 429 -> new Refused(RefusalCode.STORE_AWAY, "away");
                case 409 -> new Refused(RefusalCode.CASE_CLOSED, "The case " + id + " was closed at position 7");
                default -> new IllegalStateException("secret inner workings");
            };
        }
    }
}
