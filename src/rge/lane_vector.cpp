// SPDX-License-Identifier: MIT
#include "smeftscan/rge/lane_vector.hpp"

#include <sundials/sundials_nvector.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>

namespace smeftscan::rge {
namespace {

struct Content {
  LaneSpace* space;
  Lanes* data;
};

Content& content(N_Vector v) { return *static_cast<Content*>(v->content); }

/// The doubles of a vector and how many of them take part.
double* doubles(N_Vector v) { return content(v).data->values.data(); }
std::size_t count(N_Vector v) { return content(v).space->active * Lanes::count; }

Lanes* allocate(const LaneSpace& space) {
  return static_cast<Lanes*>(
      ::operator new (space.dimension * sizeof(Lanes), std::align_val_t{alignof(Lanes)}));
}

N_Vector_ID vector_id(N_Vector) { return SUNDIALS_NVEC_CUSTOM; }
sunindextype length(N_Vector v) {
  return static_cast<sunindextype>(content(v).space->dimension * Lanes::count);
}
sunrealtype* array_pointer(N_Vector v) { return doubles(v); }

N_Vector clone_empty(N_Vector w) {
  N_Vector v = N_VNewEmpty(w->sunctx);
  if (v == nullptr) return nullptr;
  N_VCopyOps(w, v);
  v->content = new Content{content(w).space, nullptr};
  return v;
}

N_Vector clone(N_Vector w) {
  N_Vector v = clone_empty(w);
  if (v != nullptr) content(v).data = allocate(*content(w).space);
  return v;
}

void destroy(N_Vector v) {
  if (v == nullptr) return;
  if (v->content != nullptr) {
    ::operator delete (content(v).data, std::align_val_t{alignof(Lanes)});
    delete static_cast<Content*>(v->content);
    v->content = nullptr;
  }
  N_VFreeEmpty(v);
}

void linear_sum(sunrealtype a, N_Vector x, sunrealtype b, N_Vector y, N_Vector z) {
  const double* xs = doubles(x);
  const double* ys = doubles(y);
  double* zs = doubles(z);
  const std::size_t n = count(x);
  for (std::size_t i = 0; i < n; ++i) zs[i] = a * xs[i] + b * ys[i];
}

void set_constant(sunrealtype c, N_Vector z) { std::fill_n(doubles(z), count(z), c); }

template <class Operation>
void elementwise(N_Vector x, N_Vector y, N_Vector z, Operation operation) {
  const double* xs = doubles(x);
  const double* ys = doubles(y);
  double* zs = doubles(z);
  const std::size_t n = count(x);
  for (std::size_t i = 0; i < n; ++i) zs[i] = operation(xs[i], ys[i]);
}

template <class Operation>
void elementwise(N_Vector x, N_Vector z, Operation operation) {
  const double* xs = doubles(x);
  double* zs = doubles(z);
  const std::size_t n = count(x);
  for (std::size_t i = 0; i < n; ++i) zs[i] = operation(xs[i]);
}

void product(N_Vector x, N_Vector y, N_Vector z) {
  elementwise(x, y, z, [](double a, double b) { return a * b; });
}
void quotient(N_Vector x, N_Vector y, N_Vector z) {
  elementwise(x, y, z, [](double a, double b) { return a / b; });
}
void scale(sunrealtype c, N_Vector x, N_Vector z) {
  elementwise(x, z, [c](double a) { return c * a; });
}
void absolute(N_Vector x, N_Vector z) {
  elementwise(x, z, [](double a) { return std::fabs(a); });
}
void inverse(N_Vector x, N_Vector z) {
  elementwise(x, z, [](double a) { return 1.0 / a; });
}
void add_constant(N_Vector x, sunrealtype b, N_Vector z) {
  elementwise(x, z, [b](double a) { return a + b; });
}

/// Sums over the vector, lane by lane: four partial sums, then a fixed tree.
template <class Term>
Lanes lane_sums(std::size_t n, Term term) {
  Lanes partial[4] = {0.0, 0.0, 0.0, 0.0};
  for (std::size_t i = 0; i < n; ++i) partial[i % 4] = term(i, partial[i % 4]);
  return (partial[0] + partial[1]) + (partial[2] + partial[3]);
}

sunrealtype dot_product(N_Vector x, N_Vector y) {
  const Lanes* xs = content(x).data;
  const Lanes* ys = content(y).data;
  const Lanes sums = lane_sums(content(x).space->active, [&](std::size_t i, const Lanes& sum) {
    return fma(xs[i], ys[i], sum);
  });
  double total = 0.0;
  for (const double sum : sums.values) total += sum;
  return total;
}

/// The largest of the lanes; NaN if any is NaN.
double largest(const Lanes& a) {
  double result = a[0];
  for (int i = 1; i < Lanes::count; ++i)
    if (!(a[i] <= result)) result = std::isnan(result) ? result : a[i];
  return result;
}

sunrealtype weighted_rms_norm(N_Vector x, N_Vector w) {
  Norms& norms = content(x).space->norms;
  if (norms.source == Norms::Source::replayed)
    return norms.used < norms.values.size() ? norms.values[norms.used++]
                                            : std::numeric_limits<double>::quiet_NaN();
  const double norm = largest(weighted_rms(x, w));
  if (norms.source == Norms::Source::recorded) norms.values.push_back(norm);
  return norm;
}

sunrealtype max_norm(N_Vector x) {
  const double* xs = doubles(x);
  const std::size_t n = count(x);
  double result = 0.0;
  for (std::size_t i = 0; i < n; ++i) result = std::max(result, std::fabs(xs[i]));
  return result;
}

sunrealtype minimum(N_Vector x) { return *std::min_element(doubles(x), doubles(x) + count(x)); }

int linear_combination(int vectors, sunrealtype* c, N_Vector* xs, N_Vector z) {
  Lanes* out = content(z).data;
  const std::size_t n = content(z).space->active;
  for (std::size_t i = 0; i < n; ++i) {
    Lanes sum = c[0] * content(xs[0]).data[i];
    for (int k = 1; k < vectors; ++k) sum = fma(c[k], content(xs[k]).data[i], sum);
    out[i] = sum;
  }
  return 0;
}

int scale_add_multi(int vectors, sunrealtype* a, N_Vector x, N_Vector* ys, N_Vector* zs) {
  const Lanes* in = content(x).data;
  const std::size_t n = content(x).space->active;
  for (int k = 0; k < vectors; ++k) {
    const Lanes factor = a[k];
    const Lanes* y = content(ys[k]).data;
    Lanes* z = content(zs[k]).data;
    for (std::size_t i = 0; i < n; ++i) z[i] = fma(factor, in[i], y[i]);
  }
  return 0;
}

}  // namespace

_generic_N_Vector* make_lane_vector(LaneSpace& space, void* context) {
  N_Vector v = N_VNewEmpty(static_cast<SUNContext>(context));
  if (v == nullptr) throw std::bad_alloc();
  v->ops->nvgetvectorid = vector_id;
  v->ops->nvgetlength = length;
  v->ops->nvgetarraypointer = array_pointer;
  v->ops->nvclone = clone;
  v->ops->nvcloneempty = clone_empty;
  v->ops->nvdestroy = destroy;
  v->ops->nvlinearsum = linear_sum;
  v->ops->nvconst = set_constant;
  v->ops->nvprod = product;
  v->ops->nvdiv = quotient;
  v->ops->nvscale = scale;
  v->ops->nvabs = absolute;
  v->ops->nvinv = inverse;
  v->ops->nvaddconst = add_constant;
  v->ops->nvdotprod = dot_product;
  v->ops->nvwrmsnorm = weighted_rms_norm;
  v->ops->nvmaxnorm = max_norm;
  v->ops->nvmin = minimum;
  v->ops->nvlinearcombination = linear_combination;
  v->ops->nvscaleaddmulti = scale_add_multi;
  v->content = new Content{&space, allocate(space)};
  return v;
}

Lanes* lanes_of(_generic_N_Vector* vector) { return content(vector).data; }

Lanes weighted_rms(_generic_N_Vector* x, _generic_N_Vector* w) {
  const Lanes* xs = content(x).data;
  const Lanes* ws = content(w).data;
  const LaneSpace& space = *content(x).space;
  const Lanes sums = lane_sums(space.active, [&](std::size_t i, const Lanes& sum) {
    const Lanes term = xs[i] * ws[i];
    return fma(term, term, sum);
  });
  return sqrt(sums / static_cast<double>(space.dimension));
}

}  // namespace smeftscan::rge
