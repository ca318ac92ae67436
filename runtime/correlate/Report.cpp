// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime/correlate/Report.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdarg>
#include <cstdio>

namespace alcyone::correlate {

namespace {

[[gnu::format(printf, 1, 2)]] std::string format(const char *pattern, ...) {
  std::array<char, 512> buffer;
  va_list arguments;
  va_start(arguments, pattern);
  std::vsnprintf(buffer.data(), buffer.size(), pattern, arguments);
  va_end(arguments);
  return buffer.data();
}

std::vector<std::string> familiesOf(std::span<const Measurement> all) {
  std::vector<std::string> families;
  for (const Measurement &one : all)
    if (std::find(families.begin(), families.end(), one.family) ==
        families.end())
      families.push_back(one.family);
  return families;
}

std::string summaryLine(const std::string &name, const Summary &summary) {
  return format(
      "%-12s %4zu kernels, mean error %5.2f %%, worst %6.2f %% (%s)\n",
      name.c_str(), summary.kernels, 100 * summary.mean, 100 * summary.worst,
      summary.worstName.c_str());
}

constexpr double width = 720, height = 640, left = 70, bottom = 560,
                 plotWidth = 480, plotHeight = 520;
constexpr std::array colours{"#0072b2", "#d55e00", "#009e73", "#cc79a7",
                             "#e69f00", "#56b4e9", "#000000"};

// Whole powers of ten around all cycles.
struct Scale {
  double low, high; // exponents
  double x(double cycles) const {
    return left + (std::log10(cycles) - low) / (high - low) * plotWidth;
  }
  double y(double cycles) const {
    return bottom - (std::log10(cycles) - low) / (high - low) * plotHeight;
  }
};

Scale scaleOf(std::span<const Measurement> measurements) {
  double least = 1e18, most = 1;
  for (const Measurement &one : measurements) {
    least = std::min({least, double(one.device), double(one.model)});
    most = std::max({most, double(one.device), double(one.model)});
  }
  return {std::floor(std::log10(least)), std::ceil(std::log10(most))};
}

std::string text(double x, double y, const char *anchor,
                 const std::string &what) {
  return format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">", x, y,
                anchor) +
         what + "</text>\n";
}

// model = factor x device
std::string diagonal(const Scale &scale, double factor, const char *style) {
  const double first = std::pow(10, scale.low) * std::max(1.0, 1 / factor);
  const double last = std::pow(10, scale.high) * std::min(1.0, 1 / factor);
  return format("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" %s/>\n",
                scale.x(first), scale.y(first * factor), scale.x(last),
                scale.y(last * factor), style);
}

std::string grid(const Scale &scale) {
  std::string svg;
  for (double power = scale.low; power <= scale.high; ++power) {
    const double cycles = std::pow(10, power);
    const double x = scale.x(cycles), y = scale.y(cycles);
    svg += format("<path d=\"M%.1f %.1fV%.1fM%.1f %.1fH%.1f\" "
                  "stroke=\"#ddd\"/>\n",
                  x, bottom, bottom - plotHeight, left, y, left + plotWidth);
    svg += text(x, bottom + 20, "middle", format("%.0f", cycles));
    svg += text(left - 8, y + 4, "end", format("%.0f", cycles));
  }
  return svg;
}

} // namespace

std::string line(const Measurement &one) {
  return format("%-44s %10llu %10llu %+7.2f %%\n",
                (one.family + "/" + one.name).c_str(),
                (unsigned long long)one.device, (unsigned long long)one.model,
                100 * one.error());
}

std::string summaryTable(std::span<const Measurement> measurements) {
  std::string table;
  for (const std::string &family : familiesOf(measurements)) {
    Measurements some;
    std::copy_if(measurements.begin(), measurements.end(),
                 std::back_inserter(some),
                 [&](const Measurement &one) { return one.family == family; });
    table += summaryLine(family, summarise(some));
  }
  return table + summaryLine("all", summarise(measurements));
}

std::string csv(std::span<const Measurement> measurements, const Names &names) {
  std::string text = "family,kernel," + names.device + " cycles," +
                     names.model + " cycles,error percent\n";
  for (const Measurement &one : measurements)
    text += one.family + "," + one.name + "," + std::to_string(one.device) +
            "," + std::to_string(one.model) + "," +
            format("%.3f", 100 * one.error()) + "\n";
  return text;
}

std::string scatterPlot(std::span<const Measurement> measurements,
                        const Names &names, double band) {
  const Scale scale = scaleOf(measurements);
  std::string svg =
      format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" "
             "height=\"%.0f\" font-family=\"sans-serif\" font-size=\"13\">\n"
             "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n",
             width, height);
  svg += grid(scale);
  svg += diagonal(scale, 1, "stroke=\"#888\"");
  for (double factor : {1 + band, 1 - band})
    svg += diagonal(scale, factor, "stroke=\"#888\" stroke-dasharray=\"4 3\"");
  const std::vector<std::string> families = familiesOf(measurements);
  const double keyX = left + plotWidth + 24;
  for (size_t i = 0; i < families.size(); ++i) {
    const char *colour = colours[i % colours.size()];
    const double y = bottom - plotHeight + 20 + 22 * double(i);
    svg += format("<g fill=\"%s\" fill-opacity=\"0.75\">\n", colour);
    svg += format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>\n", keyX, y - 4);
    for (const Measurement &one : measurements)
      if (one.family == families[i])
        svg += format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"><title>%s/%s: "
                      "%+.1f %%</title></circle>\n",
                      scale.x(double(one.device)), scale.y(double(one.model)),
                      one.family.c_str(), one.name.c_str(), 100 * one.error());
    svg += "</g>\n" + text(keyX + 12, y, "start", families[i]);
  }
  const Summary all = summarise(measurements);
  svg += text(left + plotWidth / 2, bottom + 46, "middle",
              "cycles on " + names.device);
  svg += format("<g transform=\"translate(18 %.1f) rotate(-90)\">",
                bottom - plotHeight / 2) +
         text(0, 0, "middle", "cycles on " + names.model) + "</g>\n";
  svg += text(left + plotWidth / 2, bottom - plotHeight - 14, "middle",
              format("%zu kernels: mean error %.2f %%, worst %.2f %%; dashed: "
                     "%.0f %%",
                     all.kernels, 100 * all.mean, 100 * all.worst, 100 * band));
  return svg + "</svg>\n";
}

} // namespace alcyone::correlate
