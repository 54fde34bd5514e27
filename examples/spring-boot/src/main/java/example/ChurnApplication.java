package example;

import io.github.cornu.Model;
import io.github.cornu.importer.KerasModels;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A service that tells how probable it is that a customer leaves. */
@SpringBootApplication
public class ChurnApplication {
    public static void main(String[] args) {
        SpringApplication.run(ChurnApplication.class, args);
    }

    /** One for all threads; a file that is damaged or not supported ends the start with one line. */
    @Bean
    Model model() {
        return KerasModels.loadResource(ChurnApplication.class, "/churn.keras");
    }
}
