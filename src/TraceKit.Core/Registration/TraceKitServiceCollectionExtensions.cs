using Microsoft.Extensions.Logging;
using TraceKit.Collection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers TraceKit with a program's services.</summary>
public static class TraceKitServiceCollectionExtensions
{
    /// <summary>Adds the <see cref="TraceCollector"/> as a singleton; the container disposes it, which seals runs that are still open.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">How the collector works. Default: run files under <c>traces</c>.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public static IServiceCollection AddTraceKit(this IServiceCollection services, Action<TraceKitBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = new TraceKitOptions();
        configure?.Invoke(new TraceKitBuilder(options));
        string problems = string.Join(' ', options.Validate());
        if (problems.Length > 0)
        {
            throw new ArgumentException(problems, nameof(configure));
        }

        return services.AddSingleton(provider => new TraceCollector(options, provider.GetService<ILogger<TraceCollector>>()));
    }
}
