package example;

import io.github.cornu.Model;
import io.github.cornu.tensor.Tensor;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Warms the model up, which takes a second or two, and tells whether it is warm. Spring Boot calls a service ready when
 * all runners have ended.
 */
@Component
class ModelHealthIndicator implements ApplicationRunner, HealthIndicator {
    private final Model model;
    private volatile boolean warm;

    ModelHealthIndicator(Model model) {
        this.model = model;
    }

    @Override
    public void run(ApplicationArguments args) {
        model.warmUp(Tensor.zeros(1, 12, 3)); // the shape to come: a customer of 12 months
        warm = true;
    }

    @Override
    public Health health() {
        Health.Builder health = warm ? Health.up() : Health.outOfService();
        return health.withDetail("kernels", model.kernels()).build();
    }
}
