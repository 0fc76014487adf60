package io.flankwatch.wire;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.introspect.AnnotatedConstructor;
import tools.jackson.databind.module.SimpleModule;

/// Records are made by a method handle that takes all components as one array. Jackson spreads the array anew for each record that it makes, which is a
/// seventh of what decoding an event allocates.
final class RecordCreators extends SimpleModule {

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addValueInstantiators(new ValueInstantiators.Base() {
            @Override
            public ValueInstantiator modifyValueInstantiator(
                    DeserializationConfig config, BeanDescription.Supplier described, ValueInstantiator usual) {
                return described.getBeanClass().isRecord()
                                && usual instanceof StdValueInstantiator standard
                                && usual.getWithArgsCreator() instanceof AnnotatedConstructor creator
                        ? new Spreading(standard, creator.getAnnotated())
                        : usual;
            }
        });
    }

    private static final class Spreading extends StdValueInstantiator {

        private final Constructor<?> constructor;
        private volatile @Nullable MethodHandle spreading;

        Spreading(StdValueInstantiator standard, Constructor<?> constructor) {
            super(standard);
            this.constructor = constructor;
        }

        @Override
        public Object createFromObjectWith(DeserializationContext context, Object[] components) {
            try {
                return spreading().invokeExact(components);
            } catch (Error broken) {
                throw broken;
            } catch (Throwable refused) {
                return context.handleInstantiationProblem(getValueClass(), components, rewrapCtorProblem(context, refused));
            }
        }

        /// Made when it is needed: Jackson opens a constructor that is not public only after this was made.
        private MethodHandle spreading() throws IllegalAccessException {
            MethodHandle known = spreading;
            if (known == null) {
                known = MethodHandles.lookup()
                        .unreflectConstructor(constructor)
                        .asSpreader(Object[].class, constructor.getParameterCount())
                        .asType(MethodType.methodType(Object.class, Object[].class));
                spreading = known;
            }
            return known;
        }
    }
}
