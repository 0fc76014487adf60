package io.flankwatch.command.desk;

import io.flankwatch.command.vocabulary.Command;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The command that an endpoint takes: its record is the body's shape in the API document.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Takes {

    Class<? extends Command> value();
}
