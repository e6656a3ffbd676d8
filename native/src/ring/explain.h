#pragma once

#include <span>
#include <string>

#include "ring/construct.h"

namespace durfee {

/// What an expansion will take, before it starts.
struct Plan {
    std::string words;
    double bytes, seconds;
};

Plan explainEtaQuotient(std::span<const EtaPower> factors, int64_t order);

} // namespace durfee
