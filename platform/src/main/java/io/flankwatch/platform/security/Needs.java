package io.flankwatch.platform.security;

import io.flankwatch.platform.access.Role;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The roles of which one is needed for an endpoint; every controller method says so.
///
/// Checked before the body or any parameter is read: who may not call is told nothing about what they sent.
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {

    Role[] value();
}
