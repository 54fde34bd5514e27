package example;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.tensor.Tensor;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ChurnController {
    private final Model model;

    ChurnController(Model model) {
        this.model = model;
    }

    /** @param months of a customer: visits, payments and complaints of each month, the oldest first */
    record Customer(float[][] months) {
        Customer {
            if (months == null) {
                throw new IllegalArgumentException("months is missing");
            }
            for (int i = 0; i < months.length; i++) {
                if (months[i] == null) {
                    throw new IllegalArgumentException("months[" + i + "] is null");
                }
            }
        }
    }

    /** @param risk that the customer leaves, 0 to 1 */
    record Answer(float risk) {}

    @PostMapping("/predict")
    Answer predict(@RequestBody Customer customer) {
        // Any number of requests at once, without a lock.
        Tensor risk = model.run(Tensor.of(new float[][][] {customer.months()}));
        return new Answer(risk.get(0, 0));
    }

    /** What Cornu says of inputs that do not fit is for whoever has sent them. */
    @ExceptionHandler({ModelException.class, IllegalArgumentException.class})
    ProblemDetail refused(RuntimeException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.getMessage());
    }
}
