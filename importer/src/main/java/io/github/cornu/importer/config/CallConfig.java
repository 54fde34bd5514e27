package io.github.cornu.importer.config;

import java.util.List;
import java.util.Map;

/**
 * One call of a layer. Values are a {@link TensorRef}, a list, a map, a String, a Long, a Double, a Boolean or null.
 *
 * @param arguments by position
 * @param keywords by name
 */
public record CallConfig(List<Object> arguments, Map<String, Object> keywords) {}
