// MatrixApi of app/engine/native/addon.ts.

#include "ring/matrix.h"
#include "addon/call.h"

namespace durfee::addon {

namespace {

Napi::Value made(Call &call, Matrix value) { return call.result(std::make_shared<const Matrix>(std::move(value))); }

Napi::Value table(Call &call, const std::vector<std::vector<std::string>> &rows) {
    auto list = Napi::Array::New(call.env(), rows.size());
    for (uint32_t k = 0; k < rows.size(); ++k) {
        Napi::HandleScope scope(call.env());
        list.Set(k, call.strings(rows[k]));
    }
    return list;
}

Napi::Value vectors(Call &call, const std::vector<IntegerRow> &rows) {
    std::vector<std::vector<std::string>> texts;
    for (const auto &row : rows) {
        auto &line = texts.emplace_back();
        for (const auto &entry : row)
            line.push_back(decimal(entry));
    }
    return table(call, texts);
}

Napi::Value fromRows(Call &call) {
    const auto rows = call.array(0);
    std::vector<std::vector<std::string>> texts;
    for (uint32_t i = 0; i < rows.Length(); ++i) {
        const Napi::Value row = rows.Get(i);
        if (!row.IsArray())
            call.failArgument(Place{0, i}, "an array", row);
        const auto entries = row.As<Napi::Array>();
        auto &line = texts.emplace_back();
        for (uint32_t j = 0; j < entries.Length(); ++j) {
            Napi::HandleScope scope(call.env());
            line.push_back(call.coefficientOf(entries.Get(j), Place{0, i, j}));
        }
    }
    return made(call, matrixFromRows(texts));
}

Napi::Value fromSeries(Call &call) {
    return made(call, matrixFromSeries(call.seriesList(0), call.number(1), call.number(2)));
}
Napi::Value rank(Call &call) { return call.toNumber(durfee::rank(*call.matrix(0))); }
Napi::Value kernel(Call &call) { return vectors(call, rightKernel(*call.matrix(0))); }
Napi::Value homogeneousRelations(Call &call) {
    return vectors(call, durfee::homogeneousRelations(call.seriesList(0), call.number(1), call.number(2)));
}
Napi::Value kernelMod(Call &call) { return vectors(call, durfee::kernelMod(*call.matrix(0), call.bigint(1))); }

Napi::Value solve(Call &call) {
    std::vector<std::vector<std::string>> solution;
    return durfee::solve(*call.matrix(0), *call.matrix(1), solution) ? table(call, solution) : call.null();
}

Napi::Value determinant(Call &call) {
    const auto value = durfee::determinant(*call.matrix(0));
    return call.string(decimal(value.numerator, value.denominator));
}

Napi::Value lll(Call &call) { return table(call, matrixRows(durfee::lll(*call.matrix(0)))); }
Napi::Value size(Call &call) {
    const auto a = call.matrix(0);
    auto object = Napi::Object::New(call.env());
    object.Set("rows", call.toNumber(a->rows));
    object.Set("columns", call.toNumber(a->columns));
    object.Set("bits", call.toNumber(FLINT_ABS(_fmpz_vec_max_bits(a->entries.data(), a->entries.size()))));
    return object;
}

Napi::Value rows(Call &call) { return table(call, matrixRows(*call.matrix(0))); }

} // namespace

Napi::Object matrixApi(Napi::Env env) {
    auto api = Napi::Object::New(env);
    define<fromRows>(api, "fromRows");
    define<fromSeries>(api, "fromSeries");
    define<rank>(api, "rank");
    define<kernel>(api, "kernel");
    define<homogeneousRelations>(api, "homogeneousRelations");
    define<kernelMod>(api, "kernelMod");
    define<solve>(api, "solve");
    define<determinant>(api, "determinant");
    define<lll>(api, "lll");
    define<size>(api, "size");
    define<rows>(api, "rows");
    return api;
}

} // namespace durfee::addon
