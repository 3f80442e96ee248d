using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TraceKit.Collection;
using TraceKit.Registration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers TraceKit with a program's services.</summary>
public static class TraceKitServiceCollectionExtensions
{
    /// <summary>Adds the <see cref="TraceCollector"/> as a singleton; the container disposes it, which seals runs that are still open.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">How the collector works. Default: run files under <c>traces</c>.</param>
    /// <returns>The same services.</returns>
    /// <remarks>
    /// Called again, it goes on with the options of the calls before: the last word on each counts, and there is one collector. In a host
    /// the collector is made before other services start, and open runs are sealed after all of them have stopped.
    /// </remarks>
    /// <exception cref="ArgumentException">An option is out of range; the message names it, and what earlier calls said stays.</exception>
    public static IServiceCollection AddTraceKit(this IServiceCollection services, Action<TraceKitBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        Registered registered = RegisteredIn(services);
        TraceKitOptions options = registered.Options.Copy();
        configure?.Invoke(new TraceKitBuilder(options));
        string problems = string.Join(' ', options.Validate());
        if (problems.Length > 0)
        {
            throw new ArgumentException(problems, nameof(configure));
        }

        registered.Options = options;
        return services;
    }

    private static Registered RegisteredIn(IServiceCollection services)
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(Registered))?.ImplementationInstance is Registered before)
        {
            return before;
        }

        var registered = new Registered();
        services.AddSingleton(registered);
        services.AddSingleton(provider => new TraceCollector(registered.Options, provider.GetService<ILogger<TraceCollector>>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HostLifetime>());
        return registered;
    }
}
