namespace PlanAndAct.Desk;

/// <summary>Cases about parcels.</summary>
internal static class DeliveryTasks
{
    public static IEnumerable<DeskTask> All(CaseMaker make)
    {
        yield return Replacement(make);
        yield return OutOfStock(make);
        yield return CancelOpen(make);
        yield return CancelTooLate(make);
        yield return NewAddress(make);
    }

    private static DeskTask Replacement(CaseMaker make)
    {
        Order order = make.Order();
        return new DeskTask
        {
            Id = make.TaskId("replace-damaged"),
            Goal = $"Ship a replacement for order {order.Id} and email the customer.",
            Note = $"{order.Customer}: {make.Pick("the lid is cracked.", "it is scratched all over.", "one part is missing.")}",
            OpenShop = () =>
            {
                Shop shop = CaseMaker.ShopOf(order);
                shop.StockTimeouts = 1;
                return shop;
            },
            IsSolved = shop => shop.Find(order.Id)!.IsReplaced && shop.HasMailed(order.Email),
        };
    }

    private static DeskTask OutOfStock(CaseMaker make)
    {
        Order order = make.Order();
        return new DeskTask
        {
            Id = make.TaskId("replace-out-of-stock"),
            Goal = $"Ship a replacement for order {order.Id}, or refund it in full if the article is out of stock, and email the customer.",
            Note = $"{order.Customer}: the motor burnt out on the first day.",
            OpenShop = () =>
            {
                Shop shop = CaseMaker.ShopOf(order);
                shop.Stock[order.Sku] = 0;
                return shop;
            },
            IsSolved = shop => shop.Find(order.Id)!.Refunded == order.Paid && shop.HasMailed(order.Email),
        };
    }

    private static DeskTask CancelOpen(CaseMaker make)
    {
        Order order = make.Order(status: OrderStatus.Open);
        return new DeskTask
        {
            Id = make.TaskId("cancel-open"),
            Goal = $"Cancel order {order.Id} and email the customer.",
            Note = $"{order.Customer}: I ordered twice by mistake.",
            OpenShop = () => CaseMaker.ShopOf(order),
            IsSolved = shop => shop.Find(order.Id)!.Status == OrderStatus.Cancelled && shop.HasMailed(order.Email),
        };
    }

    private static DeskTask CancelTooLate(CaseMaker make)
    {
        Order order = make.Order();
        return new DeskTask
        {
            Id = make.TaskId("cancel-too-late"),
            Goal = $"Cancel order {order.Id}, or tell the customer if it has left the warehouse, by email.",
            Note = $"{order.Customer}: please stop my order.",
            OpenShop = () => CaseMaker.ShopOf(order),
            IsSolved = shop => shop.Find(order.Id)!.Refunded == 0 && shop.HasMailed(order.Email),
        };
    }

    private static DeskTask NewAddress(CaseMaker make)
    {
        Order order = make.Order(status: OrderStatus.Open);
        string address = make.Pick("17 Harbour Road, Newport", "2 Station Square, Westfield", "88 Elm Street, Riverside");
        return new DeskTask
        {
            Id = make.TaskId("change-address"),
            Goal = $"Change the address of order {order.Id} to '{address}' and email the customer.",
            Note = $"{order.Customer}: I am moving this week.",
            OpenShop = () => CaseMaker.ShopOf(order),
            IsSolved = shop => shop.Find(order.Id)!.Address == address && shop.HasMailed(order.Email),
        };
    }
}
