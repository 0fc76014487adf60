package io.flankwatch.platform.security;

import io.flankwatch.events.Marking;
import io.flankwatch.platform.access.Actor;
import io.flankwatch.platform.access.Role;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/// Makes an {@link Actor} of a verified token. Role names that mean nothing here are ignored; a clearance that means nothing is CLEAR.
final class TokenReading implements Converter<Jwt, AbstractAuthenticationToken> {

    private final SecurityProperties names;

    TokenReading(SecurityProperties names) {
        this.names = names;
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        Actor actor = actor(token);
        return new JwtAuthenticationToken(
                token, actor, actor.roles().stream().map(role -> new SimpleGrantedAuthority(role.name())).toList());
    }

    private Actor actor(Jwt token) {
        Map<String, Object> claims = token.getClaims();
        String client = names.clientClaims().stream()
                .map(name -> claim(claims, name))
                .filter(Objects::nonNull)
                .findFirst()
                .map(Object::toString)
                .orElseThrow(() -> new InvalidBearerTokenException("The token names no client (" + String.join(", ", names.clientClaims()) + ")"));
        return new Actor(subject(token), client, roles(claims), clearance(claims));
    }

    private static String subject(Jwt token) {
        return Optional.ofNullable(token.getSubject())
                .filter(subject -> !subject.isBlank())
                .orElseThrow(() -> new InvalidBearerTokenException("The token names no subject (sub)"));
    }

    private Set<Role> roles(Map<String, Object> claims) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        names.rolesClaims().stream()
                .flatMap(name -> texts(claim(claims, name)))
                .forEach(label -> Role.labelled(label).ifPresent(roles::add));
        return roles;
    }

    private Marking clearance(Map<String, Object> claims) {
        return texts(claim(claims, names.clearanceClaim()))
                .flatMap(label -> Stream.of(Marking.values()).filter(marking -> marking.toString().equals(label)))
                .findFirst()
                .orElse(Marking.CLEAR);
    }

    private static Stream<String> texts(@Nullable Object claim) {
        return switch (claim) {
            case String text -> Stream.of(text);
            case Collection<?> many -> many.stream().filter(String.class::isInstance).map(String.class::cast);
            case null, default -> Stream.of();
        };
    }

    /// A claim may have dots in its own name, so the whole name goes first.
    private static @Nullable Object claim(Map<?, ?> claims, String name) {
        @Nullable Object value = claims.get(name);
        int dot = name.indexOf('.');
        if (value != null || dot < 0) {
            return value;
        }
        return claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner ? claim(inner, name.substring(dot + 1)) : null;
    }
}
