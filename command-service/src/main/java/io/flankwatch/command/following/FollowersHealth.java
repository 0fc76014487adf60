package io.flankwatch.command.following;

import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Whether what the service does by itself is being done: deadlines, indicators that look in all cases, erasures. Commands are taken all the same.
final class FollowersHealth implements HealthIndicator {

    private final List<Follower> followers;

    FollowersHealth(List<Follower> followers) {
        this.followers = followers;
    }

    @Override
    public Health health() {
        Health.Builder health = followers.stream().anyMatch(follower -> follower.trouble() != null) ? Health.down() : Health.up();
        followers.forEach(follower -> health.withDetail(follower.name(), state(follower)));
        return health.build();
    }

    /// The words of an exception may quote what was recorded, so only its kind is told; the log has the rest.
    private static Map<String, Object> state(Follower follower) {
        RuntimeException trouble = follower.trouble();
        return trouble == null
                ? Map.of("position", follower.done())
                : Map.of("position", follower.done(), "trouble", trouble.getClass().getName());
    }
}
